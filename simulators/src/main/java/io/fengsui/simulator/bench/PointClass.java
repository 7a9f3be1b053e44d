package io.fengsui.simulator.bench;

import io.fengsui.simulator.Span;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A supervision class that can be waited for.
 *
 * @param key as the hub calls it
 * @param limit in which a silence must be told
 */
record PointClass(String key, Duration limit) {
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Reads {@code 20s}, {@code 90s}, {@code 180s} and {@code 30m} or {@code 30min}. */
  static final class Reader implements ITypeConverter<PointClass> {
    @Override
    public PointClass convert(String text) {
      String key = text.endsWith("min") ? text.substring(0, text.length() - 2) : text;
      Optional<Duration> limit = Span.of(key);
      if (limit.isEmpty() || limit.get().compareTo(LONGEST) > 0) {
        throw new TypeConversionException(
            "'" + text + "' is none of 20s, 90s, 180s, 30min; that of 25h is tried in the tests");
      }
      return new PointClass(key, limit.get());
    }
  }
}
