package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fengsui.hub.ledger.LedgerEntry;
import io.fengsui.hub.ledger.Sample;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the loss ledger.
 *
 * @param count equal losses that this entry stands for
 * @param device the device it says it is from; need not be registered
 * @param sentence why, in English
 * @param replayable whether a replay can be tried
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LossView(
    long id,
    Instant firstAt,
    Instant lastAt,
    long count,
    String link,
    @Nullable String device,
    boolean lifeSafety,
    String reason,
    String sentence,
    @Nullable SampleView sample,
    boolean replayable,
    LedgerEntry.@Nullable Replayed replayed) {

  private static final int BEGINNING = 160;

  /**
   * The latest that came.
   *
   * @param kind {@code raw} or {@code message}
   * @param source where raw input came from, escaped like the text
   * @param size bytes kept
   * @param whole false if more came
   * @param text with control characters escaped; in a list its beginning
   * @param hex the bytes; not in a list
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SampleView(
      String kind,
      @Nullable String source,
      int size,
      boolean whole,
      String text,
      @Nullable String hex) {}

  /** With the whole sample. */
  static LossView whole(LedgerEntry entry) {
    return of(entry, false);
  }

  /** As a line of a list. */
  static LossView line(LedgerEntry entry) {
    return of(entry, true);
  }

  private static LossView of(LedgerEntry entry, boolean brief) {
    Sample sample = entry.sample();
    return new LossView(
        entry.id(),
        entry.firstAt(),
        entry.lastAt(),
        entry.count(),
        entry.link(),
        entry.device(),
        entry.lifeSafety(),
        entry.reason().key(),
        SafeText.of(entry.sentence()),
        sample == null ? null : view(sample, brief),
        sample != null && sample.whole() && entry.replayed() == null,
        entry.replayed());
  }

  private static SampleView view(Sample sample, boolean brief) {
    String text = SafeText.of(sample.bytes());
    return new SampleView(
        sample.kind().name().toLowerCase(Locale.ROOT),
        sample.source().isEmpty() ? null : SafeText.of(sample.source()),
        sample.bytes().length,
        sample.whole(),
        brief && text.length() > BEGINNING ? text.substring(0, BEGINNING) + "…" : text,
        brief ? null : HexFormat.of().formatHex(sample.bytes()));
  }
}
