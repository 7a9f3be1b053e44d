package io.fengsui.rules.definition;

/**
 * A metric of the vocabulary that rule files are checked against.
 *
 * @param unit canonical UCUM code; empty for flags, texts, positions and plain numbers
 */
public record KnownMetric(String name, Kind kind, String unit) {

  /** What values a metric has. */
  public enum Kind {
    QUANTITY,
    FLAG,
    TEXT,
    POSITION
  }
}
