package io.fengsui.rules;

import io.fengsui.rules.definition.Measure;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.definition.Selection;
import io.fengsui.rules.evaluation.Plan;
import io.fengsui.rules.evaluation.Share;
import io.fengsui.rules.evaluation.Tracker;
import io.fengsui.rules.evaluation.Values;
import io.fengsui.rules.state.AlarmState;
import io.fengsui.rules.state.AlarmState.Fading;
import io.fengsui.rules.state.AlarmState.Firing;
import io.fengsui.rules.state.AlarmState.Pending;
import io.fengsui.rules.state.AlarmState.Quiet;
import io.fengsui.rules.state.AlarmState.Up;
import io.fengsui.rules.state.Since;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what {@link SnapshotReader} reads: times, the rules, the plans with what each keeps, then
 * each subject with its values, what is tracked of it and the alarms that are not quiet. The order
 * of subjects means nothing.
 */
final class SnapshotWriter {

  static final int MAGIC = 0x46535253;
  static final int VERSION = 4;

  static final byte DEVICE = 1;
  static final byte PLACE = 2;

  static final byte NEVER = 0;
  static final byte NUMBER = 1;
  static final byte OFF = 2;
  static final byte ON = 3;
  static final byte TEXT = 4;
  static final byte POSITION = 5;
  static final byte UNUSABLE = 6;

  static final byte PENDING = 1;
  static final byte FIRING = 2;
  static final byte FADING = 3;
  static final byte COUNTING = 4;
  static final byte END = 0;

  private final DataOutput out;
  private final Map<Plan, Integer> plans = new HashMap<>();

  SnapshotWriter(DataOutput out) {
    this.out = out;
  }

  /** Writes all that is not of one subject. */
  void begin(RuleEngine engine, int subjects) throws IOException {
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    out.writeLong(engine.nanos());
    out.writeLong(engine.roster().gaps().lastBegin());
    out.writeLong(engine.roster().gaps().lastEnd());
    out.writeLong(engine.roster().gaps().total());
    out.writeLong(engine.knowsSinceNanos());
    out.writeInt(engine.plans().rules().size());
    for (Rule rule : engine.plans().rules()) {
      RuleCodec.write(rule, out);
    }
    out.writeInt(engine.plans().places().size() + engine.plans().devices().size());
    for (Map.Entry<Scope, Plan> places : engine.plans().places().entrySet()) {
      write(places.getKey(), places.getValue());
    }
    for (Plan plan : engine.plans().devices()) {
      write(Scope.DEVICE, plan);
    }
    out.writeInt(subjects);
  }

  private void write(Scope scope, Plan plan) throws IOException {
    plans.put(plan, plans.size());
    out.writeUTF(scope.name());
    out.writeInt(plan.slots().size());
    for (Object slot : plan.slots()) {
      out.writeBoolean(slot instanceof Share);
      if (slot instanceof Share(Selection of, Measure.Members members)) {
        RuleCodec.write(of, out);
        MeasureCodec.write(members, out);
      } else {
        out.writeUTF(slot.toString());
      }
    }
    out.writeInt(plan.trackers().size());
    for (Tracker tracker : plan.trackers()) {
      TrackerCodec.write(tracker.key(), out);
      out.writeInt(tracker.size());
    }
  }

  /** Writes a subject. */
  void write(Watched watched) throws IOException {
    switch (watched) {
      case Device device -> {
        out.writeByte(DEVICE);
        SubjectCodec.write(device.subject, out);
        writePlan(device);
        out.writeBoolean(device.heard());
        out.writeLong(device.heardAt());
        out.writeLong(device.gapsBefore());
        for (int slot = 0; slot < device.plan().slots().size(); slot++) {
          writeValue(device, slot);
        }
      }
      case Place place -> {
        out.writeByte(PLACE);
        out.writeUTF(place.id());
        out.writeUTF(place.scope.name());
        writePlan(place);
      }
    }
    writeTrackers(watched);
    for (Standing one = watched.first(); one != null; one = one.next) {
      switch (one) {
        case Alarm alarm -> write(alarm);
        case Membership part -> write(part);
      }
    }
    out.writeByte(END);
  }

  private void writePlan(Watched watched) throws IOException {
    out.writeInt(plans.getOrDefault(watched.plan(), -1));
    out.writeLong(watched.since());
    out.writeLong(watched.notBefore);
    out.writeBoolean(watched.look);
  }

  private void writeValue(Device device, int slot) throws IOException {
    long bits = device.bits(slot);
    if (bits == Values.NEVER) {
      out.writeByte(NEVER);
      return;
    }
    switch (device.value(slot)) {
      case Double _ -> {
        out.writeByte(NUMBER);
        out.writeLong(bits);
      }
      case Boolean flag -> out.writeByte(flag ? ON : OFF);
      case String text -> {
        out.writeByte(TEXT);
        out.writeUTF(text);
      }
      case Position(double latitude, double longitude) -> {
        out.writeByte(POSITION);
        out.writeDouble(latitude);
        out.writeDouble(longitude);
      }
      case null, default -> out.writeByte(UNUSABLE);
    }
    out.writeLong(device.at(slot));
  }

  /** Most of what could be remembered is as it was at first, and takes a byte. */
  private void writeTrackers(Watched watched) throws IOException {
    long[] cells = watched.cells();
    for (Tracker tracker : watched.plan().trackers()) {
      boolean used = !watched.plan().isBlank(tracker, watched);
      out.writeBoolean(used);
      if (used) {
        for (int cell = 0; cell < tracker.size(); cell++) {
          out.writeLong(cells[tracker.offset() + cell]);
        }
        long @Nullable [] side = watched.side(tracker.number());
        out.writeInt(side == null ? 0 : side.length);
        for (int cell = 0; side != null && cell < side.length; cell++) {
          out.writeLong(side[cell]);
        }
      }
    }
  }

  private void write(Membership part) throws IOException {
    out.writeByte(COUNTING);
    out.writeInt(part.bound().rank());
    out.writeBoolean(part.holds);
    out.writeLong(part.until);
  }

  private void write(Alarm alarm) throws IOException {
    AlarmState state = alarm.state();
    switch (state) {
      case Quiet _ -> throw new IllegalStateException("a quiet alarm is kept");
      case Pending pending -> {
        out.writeByte(PENDING);
        out.writeInt(alarm.bound().rank());
        write(pending.since());
      }
      case Firing firing -> {
        out.writeByte(FIRING);
        writeUp(alarm, firing);
        write(firing.since());
      }
      case Fading fading -> {
        out.writeByte(FADING);
        writeUp(alarm, fading);
        out.writeLong(fading.over());
      }
    }
  }

  private void writeUp(Alarm alarm, Up up) throws IOException {
    out.writeInt(alarm.bound().rank());
    out.writeLong(up.began());
    out.writeByte(up.level());
    out.writeBoolean(up.flapping());
  }

  private void write(Since since) throws IOException {
    out.writeInt(since.levels());
    for (int level = 0; since.levels() >> level != 0; level++) {
      if (since.has(level)) {
        out.writeLong(since.at(level));
      }
    }
  }
}
