package io.fengsui.simulator.street;

import io.fengsui.simulator.gb26875.Cable;
import io.fengsui.simulator.gb26875.Heartbeat;
import io.fengsui.simulator.gb26875.Settings;
import io.fengsui.simulator.gb26875.Tally;
import io.fengsui.simulator.gb26875.Transmitter;
import io.fengsui.simulator.scenario.Post;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** A street's fire transmitters: one for each building, shared by its points; all on one thread. */
final class FireBoxes implements AutoCloseable {
  private final InetSocketAddress centre;
  private final Cable cable = new Cable("street-fire");
  private final Tally tally = new Tally();
  private final Map<String, Transmitter> boxes = new HashMap<>();

  FireBoxes(InetSocketAddress centre) {
    this.centre = centre;
  }

  /** The voice of a transmitter, or of a point behind one. */
  Voice of(Post post) {
    boolean itself = post.behind().isEmpty();
    var box = boxes.computeIfAbsent(itself ? post.key() : post.behind(), key -> box(post));
    return itself ? new TransmitterVoice(box) : new PointVoice(box, post);
  }

  @Override
  public void close() {
    cable.close();
  }

  /** Its heartbeats are its reports. */
  private Transmitter box(Post post) {
    return new Transmitter(
        Settings.of(Addresses.transmitter(post)).with(Heartbeat.EMPTY, Duration.ZERO),
        centre,
        cable,
        InstantSource.system(),
        tally);
  }
}
