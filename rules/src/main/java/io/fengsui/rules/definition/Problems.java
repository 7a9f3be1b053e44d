package io.fengsui.rules.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers the mistakes of one file. */
public final class Problems {

  /** More are not gathered. */
  static final int MAX = 200;

  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private String rule = "";

  public Problems(String file) {
    this.file = file;
  }

  /** Mistakes from now on are in this rule; empty for none. */
  void enterRule(String id) {
    rule = id;
  }

  public void add(Node where, String text, String hint) {
    add(where.getStartMark(), text, hint);
  }

  void add(Optional<Mark> where, String text, String hint) {
    if (problems.size() < MAX) {
      int line = where.map(Mark::getLine).orElse(0) + 1;
      int column = where.map(Mark::getColumn).orElse(0) + 1;
      problems.add(new Problem(file, line, column, rule, text, hint));
    }
  }

  public int size() {
    return problems.size();
  }

  public List<Problem> inOrder() {
    return problems.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }
}
