package io.fengsui.rules.definition;

/**
 * A metric of the vocabulary that rule files are checked against.
 *
 * @param unit canonical UCUM code; empty for what is no quantity, and for plain numbers
 * @param min the least value there can be, in that unit; negative infinity if not known
 * @param max the greatest value there can be; infinity if not known
 */
public record KnownMetric(String name, Kind kind, String unit, double min, double max) {

  /** What values a metric has. */
  public enum Kind {
    QUANTITY,
    FLAG,
    TEXT,
    POSITION
  }

  /** Of any value. */
  public KnownMetric(String name, Kind kind, String unit) {
    this(name, kind, unit, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }
}
