package io.fengsui.hub.device;

import io.fengsui.adapter.DeviceMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One device's ear: what was heard, who waits for it, what changed. Written by the one thread of
 * the device's lane; read by all.
 */
final class Track {

  /** Somebody who waits until the device is heard. */
  record Waiter(Instant after, CompletableFuture<Instant> heard, @Nullable Waiter next) {}

  private final AtomicReference<@Nullable Waiter> waiters = new AtomicReference<>();
  private volatile Device device;
  private volatile @Nullable Heard heard;
  private volatile Habit habit = Habit.NONE;

  /** What the last sweep showed and under which version; the sweeper's own. */
  @Nullable Heard shown;

  @Nullable Health shownHealth;
  @Nullable Device shownDevice;
  long version;

  /** Up to when it is in the database; the saver's own. */
  @Nullable Heard saved;

  Track(Device device, @Nullable Heard heard) {
    this.device = device;
    this.heard = heard;
    this.saved = heard;
  }

  Device device() {
    return device;
  }

  void device(Device changed) {
    device = changed;
  }

  Habit habit() {
    return habit;
  }

  void habit(Habit learned) {
    habit = learned;
  }

  @Nullable Heard heard() {
    return heard;
  }

  /**
   * Takes a message; only on the lane's thread.
   *
   * @param late whether what it says is too old to be shown as the latest
   * @param listening since when the hub hears it without a break: a span that began before says
   *     nothing of its habits
   */
  void hear(Instant at, DeviceMessage message, boolean late, Instant listening) {
    Heard before = heard;
    if (before == null && message.isRetained()) {
      return; // it was never heard itself
    }
    if (before != null && !message.isRetained() && !before.at().isBefore(listening)) {
      learn(Duration.between(before.at(), at));
    }
    Heard now =
        before == null
            ? Heard.first(at, message, late)
            : before.next(at, message, late, device.supervision().limit());
    heard = now;
    if (waiters.get() != null) {
      wake();
    }
  }

  private void learn(Duration span) {
    if (span.compareTo(device.supervision().silentAfter()) <= 0) {
      habit = habit.after(span);
    }
  }

  /** A future that is done when the device is heard later than {@code after}. */
  CompletableFuture<Instant> await(Instant after) {
    var done = new CompletableFuture<Instant>();
    keep(after, done);
    wake();
    return done;
  }

  /** Whoever is put back is looked at again if a message came meanwhile, so no one sleeps on. */
  @SuppressWarnings("ReferenceEquality") // asks whether it was replaced, not whether it differs
  private void wake() {
    Heard seen;
    do {
      seen = heard;
      for (Waiter each = waiters.getAndSet(null); each != null; each = each.next()) {
        if (seen != null && seen.at().isAfter(each.after())) {
          each.heard().complete(seen.at());
        } else if (!each.heard().isDone()) {
          keep(each.after(), each.heard());
        }
      }
    } while (heard != seen);
  }

  private void keep(Instant after, CompletableFuture<Instant> done) {
    waiters.updateAndGet(others -> new Waiter(after, done, others));
  }
}
