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
    String text = Scalars.text(node);
    Optional<Severity> severity =
        Arrays.stream(Severity.values())
            .filter(s -> s.name().equals(text) || s.colour().equals(text))
            .findFirst();
    if (severity.isEmpty()) {
      problems.add(
          node,
          "unknown severity \"" + text + "\"",
          "I (red), II (orange), III (yellow) or IV (blue)");
    }
    return severity;
  }
}
