package io.fengsui.hub.device;

import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a device said so far, as one immutable value that is replaced by each message: the newest
 * readings are kept as the message they came in, older metrics apart, so that the usual message,
 * which repeats the metrics of the one before, costs no copy.
 *
 * @param at when it was last heard
 * @param unbrokenSince since when it was heard without a gap longer than its limit
 * @param gone since when its connection is lost, null while it is there or said good-bye
 * @param trouble what is wrong with it by its own report, null if nothing
 * @param troubleSince when that began, null if nothing is wrong
 * @param newest its last readings
 * @param older last value of each metric that {@code newest} lacks
 */
record Heard(
    Instant at,
    Instant unbrokenSince,
    @Nullable Instant gone,
    @Nullable Trouble trouble,
    @Nullable Instant troubleSince,
    Map<String, Value> newest,
    Instant newestAt,
    Map<String, Reading> older) {

  private static final double LOW_BATTERY = 10;
  private static final List<String> GOOD_REASONS = List.of("good-bye", "taken-over");

  /** What a device can report to be wrong with itself. */
  enum Trouble {
    FAULT,
    TAMPER,
    BATTERY
  }

  /** As saved by an earlier run. */
  static Heard saved(Instant at, Map<String, Reading> readings) {
    return judge(at, at, null, null, null, Map.of(), at, readings);
  }

  /** After the first message, or one after a gap. */
  static Heard first(Instant at, DeviceMessage message) {
    return new Heard(at, at, null, null, null, Map.of(), at, Map.of()).next(at, message, null);
  }

  /**
   * After one more message.
   *
   * @param limit the longest gap that leaves it unbroken; null for any
   */
  Heard next(Instant now, DeviceMessage message, @Nullable Duration limit) {
    boolean broken =
        gone != null || (limit != null && Duration.between(at, now).compareTo(limit) > 0);
    Instant since = broken ? now : unbrokenSince;
    return switch (message) {
      case Telemetry telemetry -> {
        Map<String, Value> values = telemetry.readings();
        Map<String, Reading> rest =
            values.keySet().equals(newest.keySet()) ? older : olderWithout(values);
        yield judge(now, since, null, trouble, troubleSince, values, now, rest);
      }
      case Occurrence _ ->
          new Heard(now, since, null, trouble, troubleSince, newest, newestAt, older);
      case Presence presence -> present(now, since, presence);
    };
  }

  /** All last values, in no order. */
  Stream<Reading> readings() {
    return Stream.concat(
        newest.entrySet().stream()
            .map(reading -> new Reading(reading.getKey(), reading.getValue(), newestAt)),
        older.values().stream());
  }

  /** The last value of a metric. */
  @Nullable Value value(String metric) {
    Value value = newest.get(metric);
    if (value != null) {
      return value;
    }
    Reading reading = older.get(metric);
    return reading == null ? null : reading.value();
  }

  /** A device that goes without a word is gone; going is not being heard. */
  private Heard present(Instant now, Instant since, Presence presence) {
    if (presence.online()) {
      return new Heard(now, since, null, trouble, troubleSince, newest, newestAt, older);
    }
    boolean politely = GOOD_REASONS.contains(presence.description().getOrDefault("reason", ""));
    Instant lost = politely ? null : gone == null ? now : gone;
    return new Heard(at, unbrokenSince, lost, trouble, troubleSince, newest, newestAt, older);
  }

  private Map<String, Reading> olderWithout(Map<String, Value> values) {
    Map<String, Reading> rest = new HashMap<>(older);
    newest.forEach((metric, value) -> rest.put(metric, new Reading(metric, value, newestAt)));
    rest.keySet().removeAll(values.keySet());
    return Map.copyOf(rest);
  }

  private static Heard judge(
      Instant at,
      Instant since,
      @Nullable Instant gone,
      @Nullable Trouble before,
      @Nullable Instant beforeSince,
      Map<String, Value> newest,
      Instant newestAt,
      Map<String, Reading> older) {
    var heard = new Heard(at, since, gone, before, beforeSince, newest, newestAt, older);
    Trouble trouble = heard.findTrouble();
    if (trouble == before) {
      return heard;
    }
    return new Heard(
        at, since, gone, trouble, trouble == null ? null : at, newest, newestAt, older);
  }

  private @Nullable Trouble findTrouble() {
    if (on("fault")) {
      return Trouble.FAULT;
    }
    if (on("tamper")) {
      return Trouble.TAMPER;
    }
    boolean low =
        on("battery.low")
            || (value("battery") instanceof Value.Quantity(double percent, var _)
                && percent < LOW_BATTERY);
    return low ? Trouble.BATTERY : null;
  }

  private boolean on(String metric) {
    return value(metric) instanceof Value.Flag(boolean on) && on;
  }
}
