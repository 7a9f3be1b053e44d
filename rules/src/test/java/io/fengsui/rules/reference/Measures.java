package io.fengsui.rules.reference;

import io.fengsui.rules.definition.Measure;
import io.fengsui.rules.reference.Past.Reading;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers that follow from what a device said; null while unknown. Times in nanoseconds. */
final class Measures {

  private Measures() {}

  static @Nullable Double of(Measure measure, Past past, long now) {
    return switch (measure) {
      case Measure.Reading(String metric) ->
          past.latest(metric) instanceof Double number ? number : null;
      case Measure.Rise(String metric, Duration within) -> {
        List<Reading> window = window(past, metric, within.toNanos());
        yield window.isEmpty() ? null : last(window) - min(window);
      }
      case Measure.Fall(String metric, Duration within) -> {
        List<Reading> window = window(past, metric, within.toNanos());
        yield window.isEmpty() ? null : max(window) - last(window);
      }
      case Measure.Deviation deviation -> deviation(deviation, past);
      case Measure.TimeTo timeTo -> timeTo(timeTo, past);
      case Measure.Count count -> (double) Math.min(count.most(), count(count, past, now));
      case Measure.Members _ -> throw new IllegalArgumentException("a device has no members");
    };
  }

  /** How many messages of the window met the condition. */
  static int count(Measure.Count count, Past past, long now) {
    int met = 0;
    for (int i = 0; i < past.messages().size(); i++) {
      long at = past.messages().get(i).at();
      if (at > now - count.within().toNanos()
          && past.touches(i, count.of().metrics())
          && new Judge(past.first(i + 1)).of(count.of(), false, at) == Truth.YES) {
        met++;
      }
    }
    return met;
  }

  /** The part of the window's sixteenths that the latest reading is in, and the 16 before it. */
  private static List<Reading> window(Past past, String metric, long within) {
    List<Reading> numbers = latestIsNumber(past, metric);
    if (numbers.isEmpty()) {
      return List.of();
    }
    long part = within / 16;
    long latest = Math.floorDiv(numbers.getLast().at(), part);
    return numbers.stream().filter(r -> Math.floorDiv(r.at(), part) >= latest - 16).toList();
  }

  private static @Nullable Double deviation(Measure.Deviation measure, Past past) {
    List<Reading> numbers = latestIsNumber(past, measure.metric());
    double over = measure.over().toNanos();
    if (numbers.isEmpty() || numbers.getLast().at() - numbers.getFirst().at() < over) {
      return null;
    }
    double mean = value(numbers.getFirst());
    for (int i = 1; i < numbers.size() - 1; i++) {
      long passed = numbers.get(i).at() - numbers.get(i - 1).at();
      mean += (value(numbers.get(i)) - mean) * (1 - Math.exp(-passed / over));
    }
    double off = Math.abs(last(numbers) - mean);
    return !measure.percent() ? (Double) off : mean == 0 ? null : 100 * off / Math.abs(mean);
  }

  private static @Nullable Double timeTo(Measure.TimeTo measure, Past past) {
    List<Reading> numbers = latestIsNumber(past, measure.metric());
    double over = measure.over().toNanos();
    if (numbers.size() < 3
        || numbers.getLast().at() - numbers.getFirst().at() < measure.over().toNanos() / 2) {
      return null;
    }
    double level = measure.level();
    double value = last(numbers);
    if (value(numbers.getFirst()) > level ? value <= level : value >= level) {
      return 0.0;
    }
    double s0 = 0, s1 = 0, s2 = 0, t0 = 0, t1 = 0;
    for (Reading reading : numbers) {
      double ago = reading.at() - numbers.getLast().at();
      double weight = Math.exp(ago / over);
      double seconds = ago / 1e9;
      s0 += weight;
      s1 += weight * seconds;
      s2 += weight * seconds * seconds;
      t0 += weight * value(reading);
      t1 += weight * seconds * value(reading);
    }
    double slope = (s0 * t1 - s1 * t0) / (s0 * s2 - s1 * s1);
    double seconds = (level - value) / slope;
    return seconds > 0 ? seconds : Double.POSITIVE_INFINITY;
  }

  /** All numbers of the metric; none if its latest value is no number. */
  private static List<Reading> latestIsNumber(Past past, String metric) {
    return past.latest(metric) instanceof Double ? past.numbers(metric) : List.of();
  }

  private static double value(Reading reading) {
    return reading.value() instanceof Double number ? number : Double.NaN;
  }

  private static double last(List<Reading> readings) {
    return value(readings.getLast());
  }

  private static double min(List<Reading> readings) {
    return readings.stream().mapToDouble(Measures::value).min().orElseThrow();
  }

  private static double max(List<Reading> readings) {
    return readings.stream().mapToDouble(Measures::value).max().orElseThrow();
  }
}
