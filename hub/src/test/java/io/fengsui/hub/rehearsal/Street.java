package io.fengsui.hub.rehearsal;

import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.BusReader;
import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.HandClock;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.bus.SteppedBus;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.link.KnownDevices;
import io.fengsui.hub.store.HistoryStore;
import io.fengsui.hub.store.Intake;
import io.fengsui.hub.store.Span;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.RuleFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A street with a past: what its devices said stands on a bus and, if there is one, in a history.
 */
final class Street {

  static final RehearsalSettings SETTINGS = new RehearsalSettings(Duration.ofMinutes(10), 5, 1000);

  final HandClock clock = new HandClock();
  private final SteppedBus bus;
  private final @Nullable HistoryStore store;
  private final KnownDevices known = new KnownDevices();
  private final List<Device> devices = new ArrayList<>();
  private final Map<Lane, List<Entry.Heard>> said = new EnumMap<>(Lane.class);
  private boolean onTheBus = true;
  private Instant from = clock.instant();

  Street(@Nullable HistoryStore store) throws IOException {
    this.bus = new SteppedBus(clock);
    this.store = store;
  }

  Street with(String device, Lane lane) {
    devices.add(known.add(device, lane, Device.State.IN_SERVICE));
    return this;
  }

  Street passes(int seconds) {
    clock.move(Duration.ofSeconds(seconds));
    return this;
  }

  /** The device is taken out of use, for good. */
  Street retires(String device) {
    devices.replaceAll(
        each ->
            each.id().value().equals(device)
                ? new Device(
                    each.id(),
                    each.type(),
                    each.name(),
                    each.link(),
                    each.parent(),
                    each.address(),
                    each.place(),
                    each.supervision(),
                    each.tags(),
                    Device.State.RETIRED,
                    each.installer(),
                    each.registeredAt(),
                    each.provenAt(),
                    clock.instant())
                : each);
    return this;
  }

  /** Who keeps the bus from forgetting. */
  List<Bus.GroupStatus> groups() {
    return Arrays.stream(Lane.values())
        .flatMap(lane -> bus.bus().status(lane).groups().stream())
        .toList();
  }

  /** What is said from now on is no longer, or again, on the bus: only the history has it. */
  Street onTheBus(boolean yes) {
    onTheBus = yes;
    return this;
  }

  Street says(String device, String metric, Value value) throws InterruptedException {
    Device speaker =
        devices.stream().filter(each -> each.id().value().equals(device)).findFirst().orElseThrow();
    Lane lane = speaker.type().lane();
    var message = new Telemetry(speaker.id(), null, Map.of(metric, value));
    List<Entry.Heard> lines = said.computeIfAbsent(lane, _ -> new ArrayList<>());
    lines.add(new Entry.Heard(lines.size(), clock.instant(), "mqtt", message));
    if (onTheBus) {
      bus.bus().append(lane, "mqtt", message);
      bus.settle();
    }
    return this;
  }

  Street says(String device, String metric, double amount) throws InterruptedException {
    return says(device, metric, new Value.Quantity(amount, "Cel"));
  }

  /** The hub was away for so long; the marker stands on the bus of one lane only. */
  Street away(int seconds, Lane marked) throws InterruptedException {
    Instant since = clock.instant();
    passes(seconds);
    bus.bus().appendResumed(marked, since);
    bus.settle();
    return this;
  }

  /** Those who keep the bus from forgetting have done with what was said. */
  Street isReadByAll() throws Exception {
    for (Lane lane : Lane.values()) {
      try (BusReader reader = bus.bus().reader(lane, "others")) {
        reader.commit(bus.bus().status(lane).end());
      }
    }
    return this;
  }

  /** What happens from now on counts. */
  Street counts() {
    from = clock.instant();
    return this;
  }

  /** Everything that was said goes into the history. */
  Street kept() throws Exception {
    for (Map.Entry<Lane, List<Entry.Heard>> each : said.entrySet()) {
      try (Intake intake = Objects.requireNonNull(store).intake(each.getKey())) {
        for (Entry.Heard heard : each.getValue()) {
          intake.add(heard);
        }
        intake.commit();
      }
    }
    return this;
  }

  /** Rehearses rules until now. */
  Outcome rehearse(String running, String candidate) throws Exception {
    return rehearse(running, candidate, course(_ -> {}));
  }

  Outcome rehearse(String running, String candidate, Course course) throws Exception {
    List<Rule> tried = rules(candidate);
    var trial =
        Trial.of(
            rules(running), tried, tried.stream().map(Rule::id).collect(Collectors.toSet()), false);
    return new Play(
            bus.bus(),
            Optional.ofNullable(store),
            devices,
            LatePolicy.after(Duration.ofMinutes(15)),
            (_, subject) -> subject)
        .run(trial, new Span(from, clock.instant().plusNanos(1)), 5, course);
  }

  /** Tells the listener after each batch: each look at the time is a second later. */
  static Course course(Listener listener) {
    var ticks = new long[1];
    return new Course(SETTINGS, () -> 0, () -> ticks[0] += 1_000_000_000L, listener);
  }

  static List<Rule> rules(String yaml) {
    RuleFile.Result read = RuleFile.read("t.yaml", yaml);
    if (!read.problems().isEmpty()) {
      throw new IllegalArgumentException(read.problems().toString());
    }
    return read.rules();
  }

  /** What a rule did, in a line: raised/cleared of both sides and the differences. */
  static List<String> lines(Outcome outcome) {
    return outcome.rules().stream()
        .map(
            rule ->
                "%s %d/%d was %d/%d %s"
                    .formatted(
                        rule.rule().id(),
                        rule.candidate().raised(),
                        rule.candidate().cleared(),
                        rule.running().raised(),
                        rule.running().cleared(),
                        new TreeMap<>(rule.differences())))
        .toList();
  }
}
