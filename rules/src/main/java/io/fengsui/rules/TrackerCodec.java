package io.fengsui.rules;

import io.fengsui.rules.definition.Flapping;
import io.fengsui.rules.evaluation.TrackerKey;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What is tracked, as bytes within snapshots. */
final class TrackerCodec {

  private static final byte MEASURE = 1;
  private static final byte CONDITION = 2;
  private static final byte HABIT = 3;
  private static final byte ALARMS = 4;

  private TrackerCodec() {}

  static void write(TrackerKey key, DataOutput out) throws IOException {
    switch (key) {
      case TrackerKey.OfMeasure(var measure, var of) -> {
        out.writeByte(MEASURE);
        MeasureCodec.write(measure, out);
        RuleCodec.write(of, out);
      }
      case TrackerKey.OfCondition(var condition, var of) -> {
        out.writeByte(CONDITION);
        ConditionCodec.write(condition, out);
        RuleCodec.write(of, out);
      }
      case TrackerKey.OfHabit _ -> out.writeByte(HABIT);
      case TrackerKey.OfAlarms(String rule, Flapping flapping) -> {
        out.writeByte(ALARMS);
        out.writeUTF(rule);
        out.writeInt(flapping.times());
        Codec.write(flapping.within(), out);
      }
    }
  }

  static TrackerKey read(DataInput in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case MEASURE ->
          new TrackerKey.OfMeasure(
              MeasureCodec.read(in, ConditionCodec.MAX_DEPTH), RuleCodec.readSelection(in));
      case CONDITION ->
          new TrackerKey.OfCondition(ConditionCodec.read(in), RuleCodec.readSelection(in));
      case HABIT -> new TrackerKey.OfHabit();
      case ALARMS ->
          new TrackerKey.OfAlarms(in.readUTF(), new Flapping(in.readInt(), Codec.readDuration(in)));
      default -> throw new IOException("the rule snapshot tracks something of kind " + kind);
    };
  }
}
