package io.fengsui.simulator.lwm2m;

import io.fengsui.simulator.Address;
import io.fengsui.simulator.Span;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lwm2m}: one detector that registers. */
@Command(
    name = "lwm2m",
    mixinStandardHelpOptions = true,
    description = "A smoke detector that registers over LwM2M with DTLS; Ctrl-C ends it.")
public final class Lwm2mDetectorCommand implements Callable<Integer> {
  private static final long PATIENCE_SECONDS = 60;

  @Parameters(paramLabel = "ENDPOINT", description = "its id or address, also its key's identity")
  private String endpoint = "";

  @Parameters(paramLabel = "KEY", description = "what 'fengsui device add' printed")
  private String key = "";

  @Option(
      names = "--hub",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:5784",
      converter = Address.class)
  private InetSocketAddress hub = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5784);

  @Option(names = "--lifetime", defaultValue = "10m", converter = Span.class)
  private Duration lifetime = Duration.ZERO;

  @Option(
      names = "--alarm-every",
      defaultValue = "30s",
      converter = Span.class,
      description = "how long it tells of smoke, and how long it does not")
  private Duration alarmEvery = Duration.ZERO;

  @Option(names = "--alarms", defaultValue = "0", description = "how many; 0 = until it is ended")
  private long alarms;

  @Override
  public Integer call() throws InterruptedException {
    try (var detector = new Lwm2mDetector(hub, endpoint, key, lifetime.toSeconds())) {
      detector.start().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      System.out.println("registered");
      for (long i = 0; alarms == 0 || i < alarms; i++) {
        Thread.sleep(alarmEvery);
        detector.measure(Map.of("smoke", true));
        System.out.println("smoke");
        Thread.sleep(alarmEvery);
        detector.measure(Map.of("smoke", false));
        System.out.println("clear");
      }
      return 0;
    } catch (TimeoutException e) {
      System.err.println("Not registered within a minute: wrong key, unknown, or no hub at " + hub);
      return 3;
    } catch (ExecutionException e) {
      System.err.println("Not registered: " + e.getCause());
      return 1;
    }
  }
}
