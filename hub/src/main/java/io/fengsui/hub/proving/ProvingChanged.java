package io.fengsui.hub.proving;

/**
 * An application event: something is in test, bypassed or drilled, or no longer. Published once it
 * is in the database and counts, by whoever did it.
 *
 * @param id of the test or drill; of a bypass, the device
 * @param over whether it ended with this
 */
public record ProvingChanged(Kind kind, String id, boolean over) {

  /** What of. */
  public enum Kind {
    TEST,
    BYPASS,
    DRILL
  }
}
