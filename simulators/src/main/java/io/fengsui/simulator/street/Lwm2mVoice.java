package io.fengsui.simulator.street;

import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.lwm2m.Lwm2mDetector;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A device that the hub observes over LwM2M: it tells what changed, whether that is heard or not.
 */
final class Lwm2mVoice implements Voice {
  private static final long LIFETIME = 300;

  private final Lwm2mDetector detector;

  Lwm2mVoice(Registered device, InetSocketAddress server) {
    this.detector = new Lwm2mDetector(server, device.user(), device.password(), LIFETIME);
  }

  @Override
  public CompletableFuture<Void> open() {
    return detector.start();
  }

  @Override
  public boolean connected() {
    return detector.isOnline();
  }

  @Override
  public CompletableFuture<Void> report(Map<String, Object> values, long at) {
    detector.measure(values);
    return CompletableFuture.completedFuture(null);
  }

  /** It has no way to say what is no reading. */
  @Override
  public CompletableFuture<Void> babble() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> close() {
    return CompletableFuture.runAsync(detector::close);
  }
}
