package io.fengsui.rules.reference;

import io.fengsui.rules.Position;
import io.fengsui.rules.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that one device said until some time.
 *
 * @param since from when it was watched, in nanoseconds since 1970
 * @param messages as they came
 * @param gaps all that the engine knows of, in order
 */
record Past(Subject subject, long since, List<Message> messages, List<Gap> gaps) {

  /** For a place, of which nothing but its members is known. */
  static final Past NOTHING =
      new Past(
          new Subject("nobody", "none", "", Duration.ofDays(1)),
          Long.MIN_VALUE,
          List.of(),
          List.of());

  /** One message; {@code at} when the engine took it. */
  record Message(long at, long observedAt, Map<String, Object> readings, boolean alive) {}

  /** A reading that was not out of order; without a value if that is of no use. */
  record Reading(int message, long at, @Nullable Object value) {
    @Nullable Double number() {
      return value instanceof Double number ? number : null;
    }
  }

  /** What it had said after so many messages. */
  Past first(int count) {
    return new Past(subject, since, messages.subList(0, count), gaps);
  }

  /** The readings of a metric in the order they came, without those older than one before. */
  List<Reading> readings(String metric) {
    var readings = new ArrayList<Reading>();
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      boolean ordered = readings.isEmpty() || readings.getLast().at <= message.observedAt;
      if (message.readings.containsKey(metric) && ordered) {
        Object value = usable(message.readings.get(metric));
        readings.add(new Reading(i, message.observedAt, value));
      }
    }
    return readings;
  }

  /** Only those that are numbers. */
  List<Reading> numbers(String metric) {
    return readings(metric).stream().filter(reading -> reading.number() != null).toList();
  }

  /** The latest value; null if there is none, or if it is of no use. */
  @Nullable Object latest(String metric) {
    List<Reading> readings = readings(metric);
    return readings.isEmpty() ? null : readings.getLast().value;
  }

  boolean reported(String metric) {
    return !readings(metric).isEmpty();
  }

  /** Whether message {@code i} brought something new about one of the metrics. */
  boolean touches(int i, Iterable<String> metrics) {
    for (String metric : metrics) {
      if (readings(metric).stream().anyMatch(reading -> reading.message == i)) {
        return true;
      }
    }
    return false;
  }

  /** When it was there last, or since when it is awaited. */
  long heardAt() {
    List<Long> heard = heard();
    return heard.isEmpty() ? since : heard.getLast();
  }

  /** When it was there. */
  List<Long> heard() {
    return messages.stream().filter(Message::alive).map(Message::at).toList();
  }

  private static @Nullable Object usable(@Nullable Object value) {
    return switch (value) {
      case Double number -> Double.isFinite(number) ? number : null;
      case Boolean flag -> flag;
      case String text -> text;
      case Position position -> position;
      case null, default -> null;
    };
  }
}
