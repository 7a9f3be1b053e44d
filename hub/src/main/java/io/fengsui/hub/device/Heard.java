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
 * @param newestAt when the bus took them
 * @param newestObserved the device's own time of them, null when it gave none
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
    @Nullable Instant newestObserved,
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
    return judge(at, at, null, null, null, Map.of(), at, null, readings);
  }

  /** After the first message. */
  static Heard first(Instant at, DeviceMessage message, boolean late) {
    return new Heard(at, at, null, null, null, Map.of(), at, null, Map.of())
        .next(at, message, late, null);
  }

  /**
   * After one more message. A value that was observed before the known one does not replace it.
   *
   * @param late whether the message is a sign of life only
   * @param limit the longest gap that leaves it unbroken; null for any
   */
  Heard next(Instant now, DeviceMessage message, boolean late, @Nullable Duration limit) {
    if (message.isRetained()) {
      return late ? this : taught((Telemetry) message, now);
    }
    boolean broken =
        gone != null || (limit != null && Duration.between(at, now).compareTo(limit) > 0);
    Instant since = broken ? now : unbrokenSince;
    return switch (message) {
      case Telemetry telemetry when !late -> {
        Map<String, Value> values = current(telemetry);
        yield values.isEmpty()
            ? alive(now, since)
            : judge(
                now,
                since,
                null,
                trouble,
                troubleSince,
                values,
                now,
                telemetry.observedAt(),
                values.keySet().equals(newest.keySet()) ? older : olderWithout(values));
      }
      case Telemetry _, Occurrence _ -> alive(now, since);
      case Presence presence -> present(now, since, presence);
    };
  }

  /** A broker had kept this: it is known from now on, but the device did not speak now. */
  private Heard taught(Telemetry kept, Instant now) {
    Map<String, Value> values = current(kept);
    return values.isEmpty()
        ? this
        : judge(
            at,
            unbrokenSince,
            gone,
            trouble,
            troubleSince,
            values,
            now,
            kept.observedAt(),
            values.keySet().equals(newest.keySet()) ? older : olderWithout(values));
  }

  private Heard alive(Instant now, Instant since) {
    return heard(now, since, null);
  }

  /** The same values, heard at another time. */
  private Heard heard(Instant at, Instant since, @Nullable Instant gone) {
    return new Heard(
        at, since, gone, trouble, troubleSince, newest, newestAt, newestObserved, older);
  }

  /** What of a message was not observed before what is known already. */
  private Map<String, Value> current(Telemetry telemetry) {
    Map<String, Value> values = telemetry.readings();
    Instant observed = telemetry.observedAt();
    if (observed == null) {
      return values;
    }
    if (values.keySet().equals(newest.keySet())) {
      return isBefore(observed, newestObserved) ? Map.of() : values;
    }
    Map<String, Value> current = new HashMap<>(values);
    current.keySet().removeIf(metric -> isBefore(observed, observed(metric)));
    return current.size() == values.size() ? values : Map.copyOf(current);
  }

  private @Nullable Instant observed(String metric) {
    if (newest.containsKey(metric)) {
      return newestObserved;
    }
    Reading reading = older.get(metric);
    return reading == null ? null : reading.observedAt();
  }

  private static boolean isBefore(Instant observed, @Nullable Instant known) {
    return known != null && observed.isBefore(known);
  }

  /** All last values, in no order. */
  Stream<Reading> readings() {
    return Stream.concat(
        newest.entrySet().stream()
            .map(each -> new Reading(each.getKey(), each.getValue(), newestAt, newestObserved)),
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
      return alive(now, since);
    }
    boolean politely = GOOD_REASONS.contains(presence.description().getOrDefault("reason", ""));
    Instant lost = politely ? null : gone == null ? now : gone;
    return heard(at, unbrokenSince, lost);
  }

  private Map<String, Reading> olderWithout(Map<String, Value> values) {
    Map<String, Reading> rest = new HashMap<>(older);
    newest.forEach(
        (metric, value) -> rest.put(metric, new Reading(metric, value, newestAt, newestObserved)));
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
      @Nullable Instant newestObserved,
      Map<String, Reading> older) {
    var heard =
        new Heard(at, since, gone, before, beforeSince, newest, newestAt, newestObserved, older);
    Trouble trouble = heard.findTrouble();
    if (trouble == before) {
      return heard;
    }
    Instant troubleSince = trouble == null ? null : at;
    return new Heard(
        at, since, gone, trouble, troubleSince, newest, newestAt, newestObserved, older);
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
