package io.fengsui.rules;

import io.fengsui.rules.definition.Measure;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Selection;
import io.fengsui.rules.definition.Variant;
import io.fengsui.rules.evaluation.Plan;
import io.fengsui.rules.evaluation.Share;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which rules watch a device. */
final class Fits {

  private final Set<String> types = new HashSet<>();
  private final Set<String> tags = new HashSet<>();
  private final Set<String> grids = new HashSet<>();
  private final Set<Duration> classes = new HashSet<>();
  private final Set<String> devices = new HashSet<>();

  /**
   * All of a device that some selection asks for: devices with equal traits are watched by the same
   * rules.
   */
  record Traits(
      String type, Set<String> tags, Set<String> grids, Duration silentAfter, String device) {}

  /** Learns what the rules and the shares of places ask for. */
  Fits(List<Rule> rules, List<Plan.Part> parts) {
    for (Rule rule : rules) {
      note(rule.selection());
      rule.variants().forEach(variant -> note(variant.where()));
    }
    parts.forEach(part -> note(part.share().members().who()));
  }

  private void note(Selection selection) {
    types.addAll(selection.types());
    tags.addAll(selection.tags());
    grids.addAll(selection.grids());
    classes.addAll(selection.classes());
    devices.addAll(selection.devices());
  }

  Traits traits(Subject subject) {
    String grid = subject.where().grid();
    return new Traits(
        types.contains(subject.type()) ? subject.type() : "",
        subject.tags().stream().filter(tags::contains).collect(Collectors.toUnmodifiableSet()),
        grids.stream().filter(grid::startsWith).collect(Collectors.toUnmodifiableSet()),
        classes.contains(subject.silentAfter()) ? subject.silentAfter() : Duration.ZERO,
        devices.contains(subject.id()) ? subject.id() : "");
  }

  static boolean fits(Selection selection, Subject subject) {
    return fits(selection.types(), subject.type())
        && (selection.tags().isEmpty()
            || selection.tags().stream().anyMatch(subject.tags()::contains))
        && (selection.grids().isEmpty()
            || selection.grids().stream().anyMatch(subject.where().grid()::startsWith))
        && (selection.classes().isEmpty() || selection.classes().contains(subject.silentAfter()))
        && fits(selection.devices(), subject.id());
  }

  private static boolean fits(Set<String> wanted, String one) {
    return wanted.isEmpty() || wanted.contains(one);
  }

  /** Whether a device may count for a share. */
  static boolean fits(Share share, Subject subject) {
    Measure.Members members = share.members();
    return fits(share.of(), subject) && fits(members.who(), subject);
  }

  /** Which of a rule's variants fits; -1 for the rule itself. */
  static int variant(Rule rule, Subject subject) {
    List<Variant> variants = rule.variants();
    for (int i = 0; i < variants.size(); i++) {
      if (fits(variants.get(i).where(), subject)) {
        return i;
      }
    }
    return -1;
  }
}
