package io.fengsui.rules;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Measure;
import io.fengsui.rules.definition.Selection;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/** Measures as bytes, within snapshots. */
final class MeasureCodec {

  private static final byte READING = 1;
  private static final byte RISE = 2;
  private static final byte FALL = 3;
  private static final byte DEVIATION = 4;
  private static final byte TIME_TO = 5;
  private static final byte COUNT = 6;
  private static final byte MEMBERS = 7;

  private MeasureCodec() {}

  static void write(Measure measure, DataOutput out) throws IOException {
    switch (measure) {
      case Measure.Reading(String metric) -> begin(READING, metric, out);
      case Measure.Rise(String metric, Duration within) -> {
        begin(RISE, metric, out);
        Codec.write(within, out);
      }
      case Measure.Fall(String metric, Duration within) -> {
        begin(FALL, metric, out);
        Codec.write(within, out);
      }
      case Measure.Deviation(String metric, Duration over, boolean percent) -> {
        begin(DEVIATION, metric, out);
        Codec.write(over, out);
        out.writeBoolean(percent);
      }
      case Measure.TimeTo(String metric, double level, Duration over) -> {
        begin(TIME_TO, metric, out);
        out.writeDouble(level);
        Codec.write(over, out);
      }
      case Measure.Count(Condition of, Duration within, int most) -> {
        out.writeByte(COUNT);
        ConditionCodec.write(of, out);
        Codec.write(within, out);
        out.writeInt(most);
      }
      case Measure.Members(Selection who, Condition when, Duration within, boolean percent) -> {
        out.writeByte(MEMBERS);
        RuleCodec.write(who, out);
        ConditionCodec.write(when, out);
        Codec.write(within, out);
        out.writeBoolean(percent);
      }
    }
  }

  static Measure read(DataInput in, int depth) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case READING -> new Measure.Reading(in.readUTF());
      case RISE -> new Measure.Rise(in.readUTF(), Codec.readDuration(in));
      case FALL -> new Measure.Fall(in.readUTF(), Codec.readDuration(in));
      case DEVIATION ->
          new Measure.Deviation(in.readUTF(), Codec.readDuration(in), in.readBoolean());
      case TIME_TO -> new Measure.TimeTo(in.readUTF(), in.readDouble(), Codec.readDuration(in));
      case COUNT ->
          new Measure.Count(ConditionCodec.read(in, depth), Codec.readDuration(in), in.readInt());
      case MEMBERS ->
          new Measure.Members(
              RuleCodec.readSelection(in),
              ConditionCodec.read(in, depth),
              Codec.readDuration(in),
              in.readBoolean());
      default -> throw new IOException("a rule has a measure of unknown kind " + kind);
    };
  }

  private static void begin(byte kind, String metric, DataOutput out) throws IOException {
    out.writeByte(kind);
    out.writeUTF(metric);
  }
}
