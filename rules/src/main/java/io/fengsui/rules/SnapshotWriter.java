package io.fengsui.rules;

import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.evaluation.TypePlan;
import io.fengsui.rules.state.AlarmState;
import io.fengsui.rules.state.AlarmState.Fading;
import io.fengsui.rules.state.AlarmState.Firing;
import io.fengsui.rules.state.AlarmState.Pending;
import io.fengsui.rules.state.AlarmState.Quiet;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes what {@link SnapshotReader} reads: times, the rules, the types with the metrics kept of
 * each, then each subject with its values and the alarms that are not quiet. The order of subjects
 * means nothing.
 */
final class SnapshotWriter {

  static final int MAGIC = 0x46535253;
  static final int VERSION = 3;

  static final byte NEVER = 0;
  static final byte NUMBER = 1;
  static final byte FLAG = 2;
  static final byte TEXT = 3;
  static final byte UNUSABLE = 4;

  static final byte PENDING = 1;
  static final byte FIRING = 2;
  static final byte FADING = 3;

  private final DataOutput out;
  private final Map<String, Integer> types = new LinkedHashMap<>();

  SnapshotWriter(DataOutput out) {
    this.out = out;
  }

  /** Writes all that is not of one subject. */
  void begin(RuleEngine engine, int subjects) throws IOException {
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    out.writeLong(engine.nanos());
    out.writeLong(engine.roster().gaps().lastEnd());
    out.writeLong(engine.roster().gaps().total());
    out.writeLong(engine.knowsSinceNanos());
    out.writeInt(engine.roster().rules().size());
    for (Rule rule : engine.roster().rules()) {
      RuleCodec.write(rule, out);
    }
    out.writeInt(engine.roster().plans().size());
    for (Map.Entry<String, TypePlan> plan : engine.roster().plans().entrySet()) {
      types.put(plan.getKey(), types.size());
      out.writeUTF(plan.getKey());
      out.writeInt(plan.getValue().metrics().size());
      for (String metric : plan.getValue().metrics()) {
        out.writeUTF(metric);
      }
    }
    out.writeInt(subjects);
  }

  /** Writes a subject. */
  void write(Watched watched) throws IOException {
    out.writeInt(types.getOrDefault(watched.subject.type(), -1));
    SubjectCodec.write(watched.subject, out);
    out.writeBoolean(watched.latest.heard());
    out.writeLong(watched.latest.heardAt());
    out.writeLong(watched.latest.gapsBefore());
    out.writeLong(watched.notBefore);
    for (int slot = 0; slot < watched.plan.metrics().size(); slot++) {
      switch (watched.latest.value(slot)) {
        case Double number -> {
          out.writeByte(NUMBER);
          out.writeDouble(number);
          out.writeLong(watched.latest.at(slot));
        }
        case Boolean flag -> {
          out.writeByte(FLAG);
          out.writeBoolean(flag);
          out.writeLong(watched.latest.at(slot));
        }
        case String text -> {
          out.writeByte(TEXT);
          out.writeUTF(text);
          out.writeLong(watched.latest.at(slot));
        }
        case null, default -> out.writeByte(watched.latest.reported(slot) ? UNUSABLE : NEVER);
      }
    }
    out.writeInt(watched.astir);
    for (Alarm alarm : watched.alarms()) {
      if (!(alarm.state() instanceof Quiet)) {
        out.writeInt(alarm.rule.order());
        write(alarm.state());
      }
    }
  }

  private void write(AlarmState state) throws IOException {
    switch (state) {
      case Quiet _ -> throw new IllegalArgumentException("quiet alarms are not written");
      case Pending pending -> {
        out.writeByte(PENDING);
        out.writeLong(Nanos.of(pending.since()));
      }
      case Firing firing -> {
        out.writeByte(FIRING);
        out.writeLong(Nanos.of(firing.began()));
      }
      case Fading fading -> {
        out.writeByte(FADING);
        out.writeLong(Nanos.of(fading.began()));
        out.writeLong(Nanos.of(fading.since()));
      }
    }
  }
}
