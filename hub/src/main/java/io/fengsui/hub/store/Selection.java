package io.fengsui.hub.store;

import java.util.Optional;

/**
 * What is read by an export.
 *
 * @param device only this one; all if empty
 * @param metric only this one; all if empty
 */
public record Selection(Span span, Optional<String> device, Optional<String> metric) {

  /** Everything of a span. */
  public static Selection all(Span span) {
    return new Selection(span, Optional.empty(), Optional.empty());
  }

  /** One series in a span. */
  public static Selection of(Series series, Span span) {
    return new Selection(span, Optional.of(series.device()), Optional.of(series.metric()));
  }
}
