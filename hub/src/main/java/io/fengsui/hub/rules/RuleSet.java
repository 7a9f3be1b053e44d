package io.fengsui.hub.rules;

import io.fengsui.rules.definition.Problem;
import io.fengsui.rules.definition.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules that can be run together, and where each comes from.
 *
 * @param version of the edits; 0 if nobody ever changed anything
 * @param files all that were read, by name
 * @param fileOf name of a rule's file, by the rule's id
 * @param warnings what is odd and no mistake
 */
public record RuleSet(
    int version,
    RuleEdits edits,
    List<Rule> rules,
    Map<String, File> files,
    Map<String, String> fileOf,
    List<Problem> warnings) {
  public RuleSet {
    rules = List.copyOf(rules);
    files = Map.copyOf(files);
    fileOf = Map.copyOf(fileOf);
    warnings = List.copyOf(warnings);
  }

  /** A rule file. */
  public record File(String name, Layer layer, String text) {}

  /** Where a file comes from; a rule of a later one replaces one with the same id of an earlier. */
  public enum Layer {
    /** Shipped with the hub, and run unless told otherwise. */
    SHIPPED,
    /** Shipped with the hub, and run since somebody enabled it. */
    PACK,
    /** In the data folder, or named in the settings. */
    DISK,
    /** Kept by the hub in versions. */
    OWN
  }

  /** The rule with an id. */
  public Optional<Rule> find(String id) {
    return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** The file that a rule is in. */
  public Optional<File> file(Rule rule) {
    return Optional.ofNullable(fileOf.get(rule.id())).map(files::get);
  }

  /** The same under a version. */
  RuleSet as(int number) {
    return new RuleSet(number, edits, rules, files, fileOf, warnings);
  }
}
