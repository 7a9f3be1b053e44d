package io.fengsui.rules.definition;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads rules from YAML; the format is told in {@code docs/rules.md}. */
public final class RuleFile {

  private RuleFile() {}

  /**
   * What files say.
   *
   * @param rules in the order of the files; those without problems. Do not run them unless {@link
   *     #ok()}
   * @param problems all mistakes, in the order of the files; after {@value Problems#MAX} it stops
   * @param warnings what does no harm, but was hardly meant
   * @param files the file that each rule is in, by the rule's id
   */
  public record Result(
      List<Rule> rules, List<Problem> problems, List<Problem> warnings, Map<String, String> files) {
    public Result {
      rules = List.copyOf(rules);
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
      files = Map.copyOf(files);
    }

    /** Whether there is no mistake. */
    public boolean ok() {
      return problems.isEmpty();
    }
  }

  /** Reads a file without checking names of metrics and device types. */
  public static Result read(String name, String yaml) {
    return read(name, yaml, Vocabulary.ANY);
  }

  /**
   * Reads a file. Never throws for what it says.
   *
   * @param name stands in each problem
   * @param vocabulary what names there are; a metric outside it must be written {@code ext.<name>}
   */
  public static Result read(String name, String yaml, Vocabulary vocabulary) {
    return readAll(Map.of(name, yaml), vocabulary);
  }

  /**
   * Reads files that belong together: an id is there once, overrides may be in another file than
   * their rule, and so may zones and hours. Never throws for what they say.
   *
   * @param files text by name, in the order that the rules are to have
   */
  public static Result readAll(Map<String, String> files, Vocabulary vocabulary) {
    return readAll(files, Set.of(), vocabulary);
  }

  /**
   * Reads files some of which are there unless told otherwise: a rule of another file takes the
   * place of theirs of the same id.
   *
   * @param replaceable names of such files
   */
  public static Result readAll(
      Map<String, String> files, Set<String> replaceable, Vocabulary vocabulary) {
    var reader = new FilesReader(replaceable, vocabulary);
    files.forEach(reader::add);
    return reader.result();
  }
}
