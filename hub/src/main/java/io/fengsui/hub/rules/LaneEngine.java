package io.fengsui.hub.rules;

import io.fengsui.adapter.DeviceMessage;
import io.fengsui.hub.bus.BusReader;
import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.rules.Change;
import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.Signal;
import io.fengsui.rules.Subject;
import io.fengsui.rules.definition.Rule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine of one lane, fed with bus entries. Does no I/O; gathers changes until they are taken.
 * Used by one thread.
 */
final class LaneEngine {
  private static final Logger log = LoggerFactory.getLogger(LaneEngine.class);

  private final Lane lane;
  private final Subjects subjects;
  private final RunnerMeters meters;
  private final LatePolicy late;
  private final Readings readings = new Readings();
  private List<Change> changes = new ArrayList<>();
  private List<Rule> rules = List.of();
  private RuleEngine engine = new RuleEngine(List.of());

  LaneEngine(Lane lane, Subjects subjects, RunnerMeters meters, LatePolicy late) {
    this.lane = lane;
    this.subjects = subjects;
    this.meters = meters;
    this.late = late;
  }

  /**
   * Begins from a saved state, or from nothing.
   *
   * @throws IOException if the state cannot be read; begin otherwise then
   */
  void begin(List<Rule> wanted, byte @Nullable [] state) throws IOException {
    rules = wanted;
    changes = new ArrayList<>();
    engine =
        state == null
            ? new RuleEngine(rules)
            : RuleEngine.restore(
                rules, new DataInputStream(new ByteArrayInputStream(state)), this::add);
  }

  /**
   * Goes on with these rules; alarms of rules that behave as before go on.
   *
   * @return false if these are the rules it has
   */
  boolean change(List<Rule> wanted) throws IOException {
    if (wanted.equals(rules)) {
      return false;
    }
    byte[] state = state();
    rules = wanted;
    engine =
        RuleEngine.restore(rules, new DataInputStream(new ByteArrayInputStream(state)), this::add);
    return true;
  }

  /** All that {@link #begin} needs to go on from here. */
  byte[] state() throws IOException {
    var bytes = new ByteArrayOutputStream();
    engine.snapshot(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  RuleEngine engine() {
    return engine;
  }

  /** Keeps a change that the engine found by the way. */
  void add(Change change) {
    changes.add(change);
  }

  /** Takes in what a read found. */
  void take(BusReader.Batch batch) {
    if (batch.caughtUpTo() != null) {
      engine.wake(batch.caughtUpTo(), this::add);
    }
    for (Entry entry : batch.entries()) {
      try {
        take(entry);
      } catch (RuntimeException e) {
        meters.failed.increment();
        log.atError()
            .addKeyValue("position", entry.position())
            .setCause(e)
            .log("the rules could not evaluate a message; they go on with the next");
      }
    }
  }

  /** What was found since this was last called. */
  List<Change> takeChanges() {
    if (changes.isEmpty()) {
      return List.of();
    }
    List<Change> taken = changes;
    changes = new ArrayList<>();
    return taken;
  }

  /** Hears of devices that came, changed or went. */
  void settleSubjects() {
    subjects.settle(engine, this::add);
  }

  private void take(Entry entry) {
    switch (entry) {
      case Entry.Resumed resumed -> engine.resumed(resumed.at(), resumed.downSince(), this::add);
      case Entry.Missing missing -> engine.resumed(missing.at(), missing.since(), this::add);
      case Entry.Heard heard -> {
        Subject subject = subjects.find(heard.message().device());
        if (subject == null) {
          subject = subjects.findChanged(heard.message().device());
        }
        if (subject != null) {
          take(subject, heard);
        }
      }
    }
  }

  private void take(Subject subject, Entry.Heard heard) {
    switch (heard.message()) {
      case DeviceMessage.Telemetry telemetry -> take(subject, heard, readings.of(telemetry));
      case DeviceMessage.Occurrence occurrence -> take(subject, heard, readings.of(occurrence));
      case DeviceMessage.Presence presence -> {
        if (presence.online() && !LatePolicy.isReplayed(heard)) { // leaving is no sign of life
          engine.heard(subject.id(), heard.at(), this::add);
        }
      }
    }
  }

  private void take(Subject subject, Entry.Heard heard, Map<String, Object> values) {
    if (late.isLate(heard)) {
      takeLate(subject, heard, values);
    } else {
      engine.accept(new Signal(subject, heard.at(), values), this::add);
    }
  }

  /**
   * What is late is a sign of life and no more; only life-safety alarms are raised all the same. A
   * flag that was off then says nothing of now and clears nothing.
   */
  private void takeLate(Subject subject, Entry.Heard heard, Map<String, Object> values) {
    boolean alive = !LatePolicy.isReplayed(heard);
    if (lane == Lane.LIFE_SAFETY) {
      values.values().removeIf(Boolean.FALSE::equals);
      Instant observedAt = heard.message().observedAt();
      Instant then = observedAt == null ? heard.at() : observedAt;
      engine.accept(new Signal(subject, heard.at(), values, then, alive), this::add);
    } else if (alive) {
      engine.heard(subject.id(), heard.at(), this::add);
    }
  }
}
