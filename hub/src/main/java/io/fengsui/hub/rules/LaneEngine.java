package io.fengsui.hub.rules;

import io.fengsui.adapter.DeviceMessage;
import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.rules.Change;
import io.fengsui.rules.Readings;
import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.Subject;
import io.fengsui.rules.Taking;
import io.fengsui.rules.definition.Rule;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine of one lane, fed with bus entries. Does no I/O; gathers changes until they are taken.
 * Used by one thread.
 */
final class LaneEngine {
  /** Of so many messages the engine hears beforehand. */
  private static final int AHEAD = 32;

  private static final Logger log = LoggerFactory.getLogger(LaneEngine.class);

  private final Lane lane;
  private final Subjects subjects;
  private final RunnerMeters meters;
  private final LatePolicy late;
  private final Unpacking unpacking = new Unpacking();
  private final Consumer<Change> out = this::add;
  private final List<Subject> expected = new ArrayList<>(AHEAD);
  private List<Change> changes = new ArrayList<>();
  private List<Rule> rules = List.of();
  private RuleEngine engine = new RuleEngine(List.of());
  private volatile RuleCounts counts = new RuleCounts();
  private boolean missesRecords;

  LaneEngine(Lane lane, Subjects subjects, RunnerMeters meters, LatePolicy late) {
    this.lane = lane;
    this.subjects = subjects;
    this.meters = meters;
    this.late = late;
  }

  /**
   * Begins from nothing.
   *
   * @param missesRecords whether the first record that comes is not the first of the lane
   */
  void begin(List<Rule> wanted, boolean missesRecords) {
    rules = wanted;
    changes = new ArrayList<>();
    counts = new RuleCounts();
    this.missesRecords = missesRecords;
    engine = new RuleEngine(rules);
  }

  /**
   * Begins from a saved state.
   *
   * @param missesRecords whether the lane no longer has all records from that state on
   * @throws IOException if the state cannot be read; begin otherwise then
   */
  void begin(List<Rule> wanted, SnapshotFile.Saved saved, boolean missesRecords)
      throws IOException {
    begin(wanted, missesRecords);
    counts.restore(saved.counts());
    engine = restored(rules, saved.state(), this::add);
  }

  /** The next record is not the one that follows. */
  void missRecords() {
    missesRecords = true;
  }

  /** Goes on with what a {@link Changeover} led to. */
  void begin(Changeover.Carried carried) {
    rules = carried.rules();
    engine = carried.engine();
    counts = carried.counts();
    changes.addAll(carried.changes());
  }

  /** The rules that run. */
  List<Rule> rules() {
    return rules;
  }

  /** What the rules did. */
  RuleCounts counts() {
    return counts;
  }

  RuleEngine engine() {
    return engine;
  }

  /** Keeps a change that the engine found by the way. */
  void add(Change change) {
    changes.add(change);
  }

  /** Lets time pass in which nothing was written. */
  void wake(Instant through) {
    engine.wake(through, this::add);
  }

  /** Takes in what a read found. */
  void take(List<Entry> entries) {
    for (int i = 0; i < entries.size(); i++) {
      if (i % AHEAD == 0) {
        expect(entries.subList(i, Math.min(i + AHEAD, entries.size())));
      }
      Entry entry = entries.get(i);
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
    taken.forEach(counts::count);
    return taken;
  }

  /** Hears of devices that came, changed or went. */
  void settleSubjects() {
    subjects.settle(engine, this::add);
  }

  /** An engine with these rules and a saved state. Any thread. */
  static RuleEngine restored(List<Rule> rules, byte[] state, Consumer<Change> out)
      throws IOException {
    return RuleEngine.restore(rules, new DataInputStream(new ByteArrayInputStream(state)), out);
  }

  private void expect(List<Entry> entries) {
    expected.clear();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Heard heard) {
        Subject subject = subjects.find(heard.message().device());
        if (subject != null) {
          expected.add(subject);
        }
      }
    }
    engine.expect(expected);
  }

  private void take(Entry entry) {
    if (missesRecords) {
      missesRecords = false;
      engine.missed(entry.at(), engine.time(), this::add);
    }
    switch (entry) {
      case Entry.Resumed resumed -> engine.resumed(resumed.at(), resumed.downSince(), this::add);
      case Entry.Missing missing -> engine.missed(missing.at(), missing.since(), this::add);
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
      case DeviceMessage.Telemetry telemetry -> take(subject, heard, unpacking.of(telemetry));
      case DeviceMessage.Occurrence occurrence -> take(subject, heard, unpacking.of(occurrence));
      case DeviceMessage.Presence presence -> {
        if (presence.online() && !LatePolicy.isReplayed(heard)) { // leaving is no sign of life
          engine.heard(subject.id(), heard.at(), out);
        }
      }
    }
  }

  /**
   * What is late is a sign of life and no more; only life-safety alarms are raised all the same,
   * and none is cleared by what is late, or older than what is known. What is so old that it was
   * missed is told and over at once. What its sender calls historical raises none. What a broker
   * had kept is no sign of life.
   */
  private void take(Subject subject, Entry.Heard heard, Readings readings) {
    boolean alive = !LatePolicy.isReplayed(heard) && !heard.message().isRetained();
    boolean isLate = late.isLate(heard);
    if (isLate && (lane != Lane.LIFE_SAFETY || heard.message().isHistorical())) {
      if (alive) {
        engine.heard(subject.id(), heard.at(), out);
      }
      return;
    }
    Instant said = heard.message().observedAt();
    Instant observedAt = said == null ? heard.at() : said;
    engine.accept(subject, heard.at(), readings, observedAt, alive, taking(heard, isLate), out);
  }

  private Taking taking(Entry.Heard heard, boolean isLate) {
    if (!isLate) {
      return lane == Lane.LIFE_SAFETY ? Taking.OLD_MAY_RAISE : Taking.IN_ORDER;
    }
    return late.isMissed(heard) ? Taking.BYGONE : Taking.ALL_MAY_RAISE;
  }
}
