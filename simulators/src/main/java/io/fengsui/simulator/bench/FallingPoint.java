package io.fengsui.simulator.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.target.Complaints;
import io.fengsui.simulator.wire.Line;
import io.fengsui.simulator.wire.Packets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A device that reports three times in its class, comes back when it loses the hub, and falls
 * silent for good when told to. Its life is one thread of its own; all else is for any thread.
 */
final class FallingPoint implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BACK = Duration.ofSeconds(1);
  private static final int REPORTS = 3;
  private static final byte[] READING =
      "{\"values\":{\"smoke\":false,\"battery\":90}}".getBytes(UTF_8);

  private final Registered device;
  private final InetSocketAddress hub;
  private final Duration pace;
  private final boolean hangsUp;
  private final Thread life;
  private volatile boolean fallen;
  private volatile boolean heard;
  private volatile long joined;
  private volatile long acknowledged;
  private @Nullable Line line;

  /**
   * Begins its life.
   *
   * @param limit of its class
   * @param hangsUp whether its connection breaks as it falls silent; else that stays open
   */
  FallingPoint(Registered device, InetSocketAddress hub, Duration limit, boolean hangsUp) {
    this.device = device;
    this.hub = hub;
    this.pace = limit.dividedBy(REPORTS);
    this.hangsUp = hangsUp;
    this.life = Thread.ofVirtual().name("point-" + device.id()).start(this::live);
  }

  String id() {
    return device.id();
  }

  /** Whether it was acknowledged once. */
  boolean heard() {
    return heard;
  }

  /** The {@link System#nanoTime()} at which its last report was acknowledged. */
  long acknowledged() {
    return acknowledged;
  }

  /** The same of its first report over the connection that it has, or had last. */
  long joined() {
    return joined;
  }

  /** From now on it begins no report. */
  void fall() {
    fallen = true;
  }

  boolean fallen() {
    return fallen;
  }

  @Override
  public void close() {
    fallen = true;
    life.interrupt();
    try {
      life.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    hangUp();
  }

  private void live() {
    try {
      report();
      Thread.sleep(part(pace, 0, 1)); // out of step with the others
      while (!fallen) {
        report();
        Thread.sleep(part(pace, 0.8, 1.2));
      }
      if (hangsUp) {
        hangUp();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the bench is over
    }
  }

  private void report() throws InterruptedException {
    for (boolean taken = false; !taken && !fallen; ) {
      try {
        boolean joins = line == null;
        Line open = line == null ? Line.open(hub, device.login(), PATIENCE) : line;
        line = open;
        open.send(Packets.publish(device.topic(), READING, 1, 1));
        var answered = new AtomicBoolean();
        while (!answered.get()) {
          open.read(id -> answered.set(true));
        }
        acknowledged = System.nanoTime();
        joined = joins ? acknowledged : joined;
        heard = true;
        taken = true;
      } catch (IOException e) { // the hub is away: that it misses nobody then is what is tried
        hangUp();
        Thread.sleep(part(BACK, 0.5, 1.5));
      }
    }
  }

  private void hangUp() {
    Line open = line;
    line = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      Complaints.tell(device.id() + " could not hang up: " + e.getMessage());
    }
  }

  private static Duration part(Duration whole, double from, double to) {
    return Duration.ofNanos(
        (long) (whole.toNanos() * ThreadLocalRandom.current().nextDouble(from, to)));
  }
}
