package io.fengsui.hub.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the ledger: a loss, or several that were equal.
 *
 * @param count how many losses it stands for; the sample is the latest one's
 * @param device the device it says it is from, null if that is not known; it need not be registered
 * @param lifeSafety whether the device was in the life-safety lane
 * @param sample null if nothing was kept
 * @param replayed null if it was not
 */
public record LedgerEntry(
    long id,
    Instant firstAt,
    Instant lastAt,
    long count,
    String link,
    @Nullable String device,
    boolean lifeSafety,
    LossReason reason,
    String sentence,
    @Nullable Sample sample,
    @Nullable Replayed replayed) {

  /**
   * That it was replayed.
   *
   * @param by name of the account
   * @param messages how many messages it gave
   */
  public record Replayed(Instant at, String by, int messages) {}
}
