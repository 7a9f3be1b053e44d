package io.fengsui.simulator.load;

import java.time.Duration;
import java.util.List;

/** Says what is due when: message k of a run is due k/rate after its start, connection by turn. */
final class Pace {
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(50);

  private final double rate;
  private final int connections;
  private final long start;
  private final long[] before;

  /**
   * Makes a pace.
   *
   * @param rate messages per second over all, 0 = whatever the windows admit
   */
  Pace(double rate, List<Publisher> publishers, long start) {
    this.rate = rate;
    this.connections = publishers.size();
    this.start = start;
    this.before = publishers.stream().mapToLong(Publisher::sent).toArray();
  }

  /** Gives a connection what is due and fits. True if there is something to write. */
  boolean offer(Publisher publisher, int index, long now, long epochMillis) {
    int room = publisher.room();
    long done = publisher.sent() - before[index];
    long wanted = rate == 0 ? room : dueBy(now, index) - done;
    long count = Math.min(room, wanted);
    for (long i = 0; i < count; i++) {
      publisher.publish(rate == 0 ? now : dueAt(done + i, index), epochMillis);
    }
    return count > 0;
  }

  /** How long the loop may wait for acknowledgements. */
  Duration nextDue(long now) {
    if (rate == 0) {
      return LONGEST_WAIT;
    }
    double next = Math.floor((now - start) * rate / 1e9) + 1;
    long wait = (long) (next * 1e9 / rate) - (now - start);
    return Duration.ofNanos(Math.clamp(wait, SHORTEST_WAIT.toNanos(), LONGEST_WAIT.toNanos()));
  }

  private long dueBy(long now, int index) {
    double all = (now - start) * rate / 1e9;
    return all < index ? 0 : (long) ((all - index) / connections) + 1;
  }

  private long dueAt(long nth, int index) {
    return start + (long) ((nth * connections + index) * 1e9 / rate);
  }
}
