package io.fengsui.rules.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a severity, by its number or its colour. */
final class SeverityReader {

  static final List<String> NAMES =
      Stream.concat(
              Arrays.stream(Severity.values()).map(Severity::name),
              Arrays.stream(Severity.values()).map(Severity::colour))
          .toList();

  private SeverityReader() {}

  static Optional<Severity> read(Node node, Problems problems) {
    int index = NAMES.indexOf(Scalars.text(node));
    if (index < 0) {
      String text = "unknown severity \"" + Scalars.text(node) + "\"";
      problems.add(node, text, "I (red), II (orange), III (yellow) or IV (blue)");
      return Optional.empty();
    }
    return Optional.of(Severity.values()[index % Severity.values().length]);
  }
}
