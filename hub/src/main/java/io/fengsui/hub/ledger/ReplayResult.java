package io.fengsui.hub.ledger;

import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.problem.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What became of an entry that was to be replayed, or would become of it.
 *
 * @param what one sentence
 * @param messages what goes to the bus; none unless replayed
 */
public record ReplayResult(long id, Outcome outcome, Sentence what, List<Said> messages) {

  public ReplayResult {
    messages = List.copyOf(messages);
  }

  /** How it went. */
  public enum Outcome {
    /** On the bus. */
    REPLAYED,
    /** Read, and says nothing that could be replayed. */
    NOTHING,
    /** Refused as before, or for another reason; it can be tried again. */
    REFUSED,
    /** Was replayed before. */
    ALREADY,
    /** Nothing was kept that could be replayed. */
    NO_SAMPLE,
    /** There is no such entry. */
    MISSING;

    /** The name in JSON: {@code no-sample}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A message.
   *
   * @param kind {@code telemetry}, or the type of an occurrence
   * @param observedAt the time it goes to the history under
   */
  public record Said(String device, Lane lane, String kind, Instant observedAt) {}
}
