package io.fengsui.simulator.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers the mistakes of one file. */
final class Problems {
  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Node node, String text) {
    node.getStartMark()
        .ifPresentOrElse(mark -> add(mark, text), () -> found.add(new Problem(file, 1, 1, text)));
  }

  void add(Mark mark, String text) {
    found.add(new Problem(file, mark.getLine() + 1, mark.getColumn() + 1, text));
  }

  void addWithoutPlace(String text) {
    found.add(new Problem(file, 1, 1, text));
  }

  List<Problem> byLine() {
    return found.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }
}
