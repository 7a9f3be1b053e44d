package io.fengsui.rules;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Label;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Severity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules as bytes, within snapshots: so that an alarm can be cleared whose rule is gone. */
final class RuleCodec {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_PARTS = 10_000;

  private static final byte ABOVE = 1;
  private static final byte BELOW = 2;
  private static final byte FLAG_IS = 3;
  private static final byte TEXT_IS = 4;
  private static final byte ALL = 5;
  private static final byte ANY = 6;
  private static final byte NOT = 7;
  private static final byte SILENT = 8;

  private RuleCodec() {}

  static void write(Rule rule, DataOutput out) throws IOException {
    out.writeUTF(rule.id());
    writeLabel(rule.title(), out);
    out.writeInt(rule.types().size());
    for (String type : rule.types().stream().sorted().toList()) {
      out.writeUTF(type);
    }
    write(rule.when(), out);
    write(rule.holdFor(), out);
    write(rule.keepFor(), out);
    out.writeUTF(rule.severity().name());
    out.writeBoolean(rule.task());
    out.writeUTF(rule.category());
    writeLabel(rule.advice(), out);
  }

  static Rule read(DataInput in) throws IOException {
    String id = in.readUTF();
    Label title = readLabel(in);
    Set<String> types = new HashSet<>();
    for (int left = count(in); left > 0; left--) {
      types.add(in.readUTF());
    }
    return new Rule(
        id,
        title,
        types,
        readCondition(in, MAX_DEPTH),
        readDuration(in),
        readDuration(in),
        Severity.valueOf(in.readUTF()),
        in.readBoolean(),
        in.readUTF(),
        readLabel(in));
  }

  private static void write(Condition condition, DataOutput out) throws IOException {
    switch (condition) {
      case Condition.Above above -> {
        out.writeByte(ABOVE);
        out.writeUTF(above.metric());
        out.writeDouble(above.level());
        out.writeDouble(above.clear());
      }
      case Condition.Below below -> {
        out.writeByte(BELOW);
        out.writeUTF(below.metric());
        out.writeDouble(below.level());
        out.writeDouble(below.clear());
      }
      case Condition.Is(String metric, Boolean flag) -> {
        out.writeByte(FLAG_IS);
        out.writeUTF(metric);
        out.writeBoolean(flag);
      }
      case Condition.Is(String metric, Object text) -> {
        out.writeByte(TEXT_IS);
        out.writeUTF(metric);
        out.writeUTF(text.toString());
      }
      case Condition.All all -> write(ALL, all.parts(), out);
      case Condition.Any any -> write(ANY, any.parts(), out);
      case Condition.Not not -> {
        out.writeByte(NOT);
        write(not.part(), out);
      }
      case Condition.Absent absent -> {
        out.writeByte(SILENT);
        write(absent.limit().orElse(Duration.ZERO), out);
      }
    }
  }

  private static Condition readCondition(DataInput in, int depth) throws IOException {
    if (depth == 0) {
      throw new IOException("a rule's condition is nested too deeply");
    }
    byte kind = in.readByte();
    return switch (kind) {
      case ABOVE -> new Condition.Above(in.readUTF(), in.readDouble(), in.readDouble());
      case BELOW -> new Condition.Below(in.readUTF(), in.readDouble(), in.readDouble());
      case FLAG_IS -> new Condition.Is(in.readUTF(), in.readBoolean());
      case TEXT_IS -> new Condition.Is(in.readUTF(), in.readUTF());
      case ALL -> new Condition.All(readParts(in, depth));
      case ANY -> new Condition.Any(readParts(in, depth));
      case NOT -> new Condition.Not(readCondition(in, depth - 1));
      case SILENT ->
          new Condition.Absent(Optional.of(readDuration(in)).filter(limit -> !limit.isZero()));
      default -> throw new IOException("a rule has a condition of unknown kind " + kind);
    };
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
    for (int left = count(in); left > 0; left--) {
      parts.add(readCondition(in, depth - 1));
    }
    return parts;
  }

  private static int count(DataInput in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MAX_PARTS) {
      throw new IOException("a rule cannot have " + count + " parts");
    }
    return count;
  }

  private static void writeLabel(Label label, DataOutput out) throws IOException {
    out.writeUTF(label.zh());
    out.writeUTF(label.en());
  }

  private static Label readLabel(DataInput in) throws IOException {
    return new Label(in.readUTF(), in.readUTF());
  }

  static void write(Duration span, DataOutput out) throws IOException {
    out.writeLong(span.toSeconds());
    out.writeInt(span.toNanosPart());
  }

  static Duration readDuration(DataInput in) throws IOException {
    return Duration.ofSeconds(in.readLong(), in.readInt());
  }
}
