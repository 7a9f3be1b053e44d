package io.fengsui.rules;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Measure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Conditions as bytes, within snapshots. */
final class ConditionCodec {

  static final int MAX_DEPTH = 64;

  private static final byte ABOVE = 1;
  private static final byte BELOW = 2;
  private static final byte FLAG_IS = 3;
  private static final byte TEXT_IS = 4;
  private static final byte ALL = 5;
  private static final byte ANY = 6;
  private static final byte NOT = 7;
  private static final byte SILENT = 8;
  private static final byte FLAG_TURNED = 9;
  private static final byte TEXT_TURNED = 10;
  private static final byte WITHIN = 11;
  private static final byte FOLLOWS = 12;
  private static final byte UNANSWERED = 13;
  private static final byte OVERDUE = 14;
  private static final byte DURING = 15;

  private ConditionCodec() {}

  static void write(Condition condition, DataOutput out) throws IOException {
    switch (condition) {
      case Condition.Above(Measure measure, double level, double clear) ->
          write(ABOVE, measure, level, clear, out);
      case Condition.Below(Measure measure, double level, double clear) ->
          write(BELOW, measure, level, clear, out);
      case Condition.Is(String metric, Object value) -> write(FLAG_IS, TEXT_IS, metric, value, out);
      case Condition.Turned(String metric, Object value) ->
          write(FLAG_TURNED, TEXT_TURNED, metric, value, out);
      case Condition.Within within -> {
        out.writeByte(WITHIN);
        out.writeUTF(within.metric());
        PlaceCodec.write(within.zone(), out);
      }
      case Condition.Follows(Condition first, Condition then, Duration within) ->
          write(FOLLOWS, first, then, within, out);
      case Condition.Unanswered(Condition first, Condition answer, Duration within) ->
          write(UNANSWERED, first, answer, within, out);
      case Condition.All all -> write(ALL, all.parts(), out);
      case Condition.Any any -> write(ANY, any.parts(), out);
      case Condition.Not not -> {
        out.writeByte(NOT);
        write(not.part(), out);
      }
      case Condition.Absent absent -> {
        out.writeByte(SILENT);
        Codec.write(absent.limit().orElse(Duration.ZERO), out);
      }
      case Condition.Overdue overdue -> {
        out.writeByte(OVERDUE);
        out.writeDouble(overdue.times());
      }
      case Condition.During during -> {
        out.writeByte(DURING);
        PlaceCodec.write(during.hours(), out);
      }
    }
  }

  static Condition read(DataInput in) throws IOException {
    return read(in, MAX_DEPTH);
  }

  static Condition read(DataInput in, int depth) throws IOException {
    if (depth == 0) {
      throw new IOException("a rule's condition is nested too deeply");
    }
    byte kind = in.readByte();
    return switch (kind) {
      case ABOVE ->
          new Condition.Above(MeasureCodec.read(in, depth - 1), in.readDouble(), in.readDouble());
      case BELOW ->
          new Condition.Below(MeasureCodec.read(in, depth - 1), in.readDouble(), in.readDouble());
      case FLAG_IS -> new Condition.Is(in.readUTF(), in.readBoolean());
      case TEXT_IS -> new Condition.Is(in.readUTF(), in.readUTF());
      case FLAG_TURNED -> new Condition.Turned(in.readUTF(), in.readBoolean());
      case TEXT_TURNED -> new Condition.Turned(in.readUTF(), in.readUTF());
      case WITHIN -> new Condition.Within(in.readUTF(), PlaceCodec.readZone(in));
      case FOLLOWS ->
          new Condition.Follows(read(in, depth - 1), read(in, depth - 1), Codec.readDuration(in));
      case UNANSWERED ->
          new Condition.Unanswered(
              read(in, depth - 1), read(in, depth - 1), Codec.readDuration(in));
      case ALL -> new Condition.All(readParts(in, depth));
      case ANY -> new Condition.Any(readParts(in, depth));
      case NOT -> new Condition.Not(read(in, depth - 1));
      case SILENT ->
          new Condition.Absent(
              Optional.of(Codec.readDuration(in)).filter(limit -> !limit.isZero()));
      case OVERDUE -> new Condition.Overdue(in.readDouble());
      case DURING -> new Condition.During(PlaceCodec.readHours(in));
      default -> throw new IOException("a rule has a condition of unknown kind " + kind);
    };
  }

  private static void write(byte kind, Measure measure, double level, double clear, DataOutput out)
      throws IOException {
    out.writeByte(kind);
    MeasureCodec.write(measure, out);
    out.writeDouble(level);
    out.writeDouble(clear);
  }

  private static void write(byte flag, byte text, String metric, Object value, DataOutput out)
      throws IOException {
    out.writeByte(value instanceof Boolean ? flag : text);
    out.writeUTF(metric);
    if (value instanceof Boolean wanted) {
      out.writeBoolean(wanted);
    } else {
      out.writeUTF(value.toString());
    }
  }

  private static void write(
      byte kind, Condition first, Condition second, Duration within, DataOutput out)
      throws IOException {
    out.writeByte(kind);
    write(first, out);
    write(second, out);
    Codec.write(within, out);
  }

  private static void write(byte kind, List<Condition> parts, DataOutput out) throws IOException {
    out.writeByte(kind);
    out.writeInt(parts.size());
    for (Condition part : parts) {
      write(part, out);
    }
  }

  private static List<Condition> readParts(DataInput in, int depth) throws IOException {
    var parts = new ArrayList<Condition>();
    for (int left = Codec.count(in); left > 0; left--) {
      parts.add(read(in, depth - 1));
    }
    return parts;
  }
}
