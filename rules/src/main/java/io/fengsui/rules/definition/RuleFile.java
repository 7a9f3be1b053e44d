package io.fengsui.rules.definition;

import java.util.Collection;
import java.util.List;

/** Reads rules from YAML; the format is told in {@code docs/rules.md}. */
public final class RuleFile {

  private RuleFile() {}

  /**
   * What a file says.
   *
   * @param rules in the file's order; those that are whole even if others have problems. Do not run
   *     them unless {@link #ok()}
   * @param problems all mistakes, in the file's order
   */
  public record Result(List<Rule> rules, List<Problem> problems) {
    public Result {
      rules = List.copyOf(rules);
      problems = List.copyOf(problems);
    }

    /** Whether the file has no mistake. */
    public boolean ok() {
      return problems.isEmpty();
    }
  }

  /** Reads a file without checking its metrics against a vocabulary. */
  public static Result read(String name, String yaml) {
    return read(name, yaml, List.of());
  }

  /**
   * Reads a file. Never throws for what it says.
   *
   * @param name stands in each problem
   * @param metrics the vocabulary; metrics outside it must be written {@code ext.<name>}. Empty: no
   *     metric is checked
   */
  public static Result read(String name, String yaml, Collection<KnownMetric> metrics) {
    return new Result(List.of(), List.of());
  }
}
