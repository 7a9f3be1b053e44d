package io.fengsui.rules;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Flapping;
import io.fengsui.rules.definition.Label;
import io.fengsui.rules.definition.Level;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.definition.Selection;
import io.fengsui.rules.definition.Severity;
import io.fengsui.rules.definition.Variant;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules as bytes, within snapshots: so that an alarm can be cleared whose rule is gone. */
final class RuleCodec {

  private RuleCodec() {}

  static void write(Rule rule, DataOutput out) throws IOException {
    out.writeUTF(rule.id());
    write(rule.title(), out);
    out.writeUTF(rule.per().name());
    write(rule.selection(), out);
    write(rule.levels(), out);
    out.writeInt(rule.variants().size());
    for (Variant variant : rule.variants()) {
      write(variant.where(), out);
      write(variant.levels(), out);
    }
    Codec.write(rule.keepFor(), out);
    out.writeBoolean(rule.flapping().isPresent());
    if (rule.flapping().isPresent()) {
      out.writeInt(rule.flapping().get().times());
      Codec.write(rule.flapping().get().within(), out);
    }
    out.writeBoolean(rule.guard().isPresent());
    if (rule.guard().isPresent()) {
      out.writeUTF(rule.guard().get());
    }
    out.writeBoolean(rule.secondary().isPresent());
    if (rule.secondary().isPresent()) {
      ConditionCodec.write(rule.secondary().get(), out);
    }
    out.writeBoolean(rule.task());
    out.writeUTF(rule.category());
    write(rule.advice(), out);
    out.writeBoolean(rule.shadow());
  }

  static Rule read(DataInput in) throws IOException {
    return new Rule(
        in.readUTF(),
        readLabel(in),
        Scope.valueOf(in.readUTF()),
        readSelection(in),
        readLevels(in),
        readVariants(in),
        Codec.readDuration(in),
        in.readBoolean()
            ? Optional.of(new Flapping(in.readInt(), Codec.readDuration(in)))
            : Optional.empty(),
        in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty(),
        readSecondary(in),
        in.readBoolean(),
        in.readUTF(),
        readLabel(in),
        in.readBoolean());
  }

  private static Optional<Condition> readSecondary(DataInput in) throws IOException {
    return in.readBoolean() ? Optional.of(ConditionCodec.read(in)) : Optional.empty();
  }

  private static void write(List<Level> levels, DataOutput out) throws IOException {
    out.writeInt(levels.size());
    for (Level level : levels) {
      out.writeUTF(level.severity().name());
      ConditionCodec.write(level.when(), out);
      Codec.write(level.holdFor(), out);
    }
  }

  private static List<Level> readLevels(DataInput in) throws IOException {
    var levels = new ArrayList<Level>();
    for (int left = Codec.count(in); left > 0; left--) {
      Severity severity = Severity.valueOf(in.readUTF());
      levels.add(new Level(severity, ConditionCodec.read(in), Codec.readDuration(in)));
    }
    return levels;
  }

  private static List<Variant> readVariants(DataInput in) throws IOException {
    var variants = new ArrayList<Variant>();
    for (int left = Codec.count(in); left > 0; left--) {
      variants.add(new Variant(readSelection(in), readLevels(in)));
    }
    return variants;
  }

  static void write(Selection selection, DataOutput out) throws IOException {
    Codec.write(selection.types(), out);
    Codec.write(selection.tags(), out);
    Codec.write(selection.grids(), out);
    out.writeInt(selection.classes().size());
    for (Duration limit : selection.classes().stream().sorted().toList()) {
      Codec.write(limit, out);
    }
    Codec.write(selection.devices(), out);
  }

  static Selection readSelection(DataInput in) throws IOException {
    return new Selection(
        Codec.readNames(in),
        Codec.readNames(in),
        Codec.readNames(in),
        Codec.readDurations(in),
        Codec.readNames(in));
  }

  private static void write(Label label, DataOutput out) throws IOException {
    out.writeUTF(label.zh());
    out.writeUTF(label.en());
  }

  private static Label readLabel(DataInput in) throws IOException {
    return new Label(in.readUTF(), in.readUTF());
  }
}
