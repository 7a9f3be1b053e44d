package io.fengsui.hub.rules;

import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The marker that tells a lane's readers, now and in every replay, that the hub was away. Appended
 * once for each start of the hub, and again for as long as the disk refuses.
 */
final class Return {

  /** The database rounds times to microseconds; the marker must not be before what it rounded. */
  private static final Duration GRAIN = Duration.ofNanos(1000);

  private final Lane lane;
  private final Bus bus;
  private final CompletableFuture<Long> durable = new CompletableFuture<>();
  private Instant downSince = Instant.EPOCH;
  private @Nullable CompletableFuture<Long> appended;

  Return(Lane lane, Bus bus) {
    this.lane = lane;
    this.bus = bus;
  }

  /**
   * Appends the marker unless it is there.
   *
   * @param storedUpTo engine time of the last event in the database
   * @param savedAt engine time of the saved state
   */
  void mark(Instant storedUpTo, Instant savedAt) throws InterruptedException {
    if (appended == null) {
      downSince =
          Stream.of(bus.status(lane).lastAt(), storedUpTo.plus(GRAIN), savedAt)
              .max(Instant::compareTo)
              .orElseThrow();
      append();
    }
  }

  /** Appends the marker once more if the disk refused it. */
  void insist() throws InterruptedException {
    if (appended != null && appended.isCompletedExceptionally()) {
      append();
    }
  }

  /** Settles with the marker's position when it is on disk. Any thread. */
  CompletableFuture<Long> durable() {
    return durable;
  }

  /** Whether a reader that stands at this position has read it. */
  boolean isRead(long position) {
    return durable.isDone() && position > durable.join();
  }

  private void append() throws InterruptedException {
    CompletableFuture<Long> attempt = bus.appendResumed(lane, downSince).toCompletableFuture();
    appended = attempt;
    attempt.thenAccept(durable::complete);
  }
}
