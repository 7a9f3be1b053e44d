package io.fengsui.hub.ledger;

import io.fengsui.adapter.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the ledger that further losses of its kind may be folded into. Used by one thread. */
final class OpenRow {

  final long id;
  final @Nullable DeviceId device;
  final String sentence;
  final Instant firstAt;
  private Loss latest;
  private @Nullable Sample sample;
  private long count = 1;

  OpenRow(long id, @Nullable DeviceId device, String sentence, Loss first) {
    this.id = id;
    this.device = device;
    this.sentence = sentence;
    this.firstAt = first.at();
    this.latest = first;
    this.sample = first.sample();
  }

  void fold(Loss loss) {
    count++;
    latest = loss;
    if (loss.sample() != null) {
      sample = loss.sample();
    }
  }

  Loss latest() {
    return latest;
  }

  long count() {
    return count;
  }

  /** The latest that was not yet written; null keeps the one that is. */
  @Nullable Sample sample() {
    return sample;
  }

  /** It is in the database: what came need not be kept here. */
  void written() {
    sample = null;
    Loss l = latest;
    latest =
        new Loss(
            l.at(),
            l.link(),
            l.device(),
            l.registered(),
            l.lifeSafety(),
            l.reason(),
            l.sentence(),
            null);
  }
}
