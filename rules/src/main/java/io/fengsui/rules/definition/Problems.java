package io.fengsui.rules.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers the mistakes of files that are read together, each once. */
public final class Problems {

  /** More are not gathered. */
  static final int MAX = 200;

  private final List<String> files = new ArrayList<>();
  private final Set<Problem> problems = new LinkedHashSet<>();
  private final Set<Problem> warnings = new LinkedHashSet<>();
  private String file = "";
  private String rule = "";
  private @Nullable Node override;
  private int told;

  public Problems(String file) {
    enterFile(file);
  }

  /** Of no file yet. */
  Problems() {}

  /** Mistakes without a place are in this file from now on. */
  void enterFile(String name) {
    file = name;
    if (!files.contains(name)) {
      files.add(name);
    }
  }

  /** The file whose mistakes are told now. */
  String file() {
    return file;
  }

  /** Mistakes from now on are in this rule; empty for none. */
  void enterRule(String id) {
    rule = id;
  }

  /** Mistakes from now on that lie elsewhere come from this; null for none. */
  void enterOverride(@Nullable Node node) {
    override = node;
  }

  public void add(Node where, String text, String hint) {
    add(where.getStartMark(), text, hint);
  }

  void add(Optional<Mark> where, String text, String hint) {
    told++;
    if (!isFull()) {
      problems.add(problem(where, 0, text, hint));
    }
  }

  /** A mistake so many characters right of the beginning of a scalar. */
  void add(Node where, int right, String text, String hint) {
    told++;
    if (!isFull()) {
      problems.add(problem(where.getStartMark(), right, text, hint));
    }
  }

  /** Something that does no harm, but was hardly meant. */
  void warn(Node where, String text, String hint) {
    if (warnings.size() < MAX) {
      warnings.add(problem(where.getStartMark(), 0, text, hint));
    }
  }

  /** Whether no more are gathered. */
  boolean isFull() {
    return problems.size() >= MAX;
  }

  /** How many mistakes were told so far, those counted that were not gathered. */
  public int size() {
    return told;
  }

  public List<Problem> inOrder() {
    return sorted(problems);
  }

  List<Problem> warnings() {
    return sorted(warnings);
  }

  private Problem problem(Optional<Mark> place, int right, String text, String hint) {
    Optional<Mark> where =
        override == null || lies(place, override) ? place : override.getStartMark();
    String in = where.map(Mark::getName).filter(files::contains).orElse(file);
    int line = where.map(Mark::getLine).orElse(0) + 1;
    int column = where.map(Mark::getColumn).orElse(0) + 1 + right;
    return new Problem(in, line, column, rule, text, hint);
  }

  private static boolean lies(Optional<Mark> place, Node within) {
    Optional<Mark> start = within.getStartMark();
    Optional<Mark> end = within.getEndMark();
    return place.isPresent()
        && start.isPresent()
        && end.isPresent()
        && place.get().getName().equals(start.get().getName())
        && place.get().getIndex() >= start.get().getIndex()
        && place.get().getIndex() <= end.get().getIndex();
  }

  private List<Problem> sorted(Set<Problem> found) {
    return found.stream()
        .sorted(
            Comparator.comparingInt((Problem p) -> files.indexOf(p.file()))
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column))
        .toList();
  }
}
