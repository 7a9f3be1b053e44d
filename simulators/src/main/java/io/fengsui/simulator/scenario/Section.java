package io.fengsui.simulator.scenario;

import io.fengsui.simulator.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of the file. Whatever is missing, of the wrong kind or unknown becomes a problem with
 * its line, and reading goes on with a fallback, so that one look finds all mistakes.
 */
final class Section {
  private final Node node;
  private final Problems problems;
  private final Map<String, Node> entries = new LinkedHashMap<>();
  private final Map<String, Node> unread = new LinkedHashMap<>();

  Section(Node node, Problems problems) {
    this.node = node;
    this.problems = problems;
    if (node instanceof MappingNode mapping) {
      for (var tuple : mapping.getValue()) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        entries.put(key, tuple.getValueNode());
        unread.put(key, tuple.getKeyNode());
      }
    } else {
      problems.add(node, "expected 'name: value' lines here");
    }
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  void problem(String text) {
    problems.add(node, text);
  }

  void problem(String key, String text) {
    problems.add(entries.getOrDefault(key, node), "'" + key + "' " + text);
  }

  /** A text that must be there. */
  String text(String key) {
    if (!has(key)) {
      problem("'" + key + "' is missing");
      return "";
    }
    return text(key, "");
  }

  String text(String key, String fallback) {
    unread.remove(key);
    return switch (entries.get(key)) {
      case null -> fallback;
      case ScalarNode scalar -> scalar.getValue();
      default -> wrong(key, "must be a single value", fallback);
    };
  }

  double number(String key, double fallback) {
    return parsed(key, fallback, Double::parseDouble, "must be a number");
  }

  int whole(String key, int fallback) {
    return parsed(key, fallback, Integer::parseInt, "must be a whole number");
  }

  Duration span(String key, Duration fallback) {
    return parsed(
        key, fallback, text -> Span.of(text).orElseThrow(), "must be a duration such as 20s");
  }

  /** Reads a value; what its reader throws becomes a problem. */
  <T> T parsed(String key, T fallback, Function<String, T> reader, String must) {
    if (!has(key)) {
      return fallback;
    }
    String text = text(key, "");
    try {
      return reader.apply(text);
    } catch (RuntimeException e) {
      return wrong(key, must + ", not '" + text + "'", fallback);
    }
  }

  /** The sections of a list; none if it is missing. */
  List<Section> list(String key) {
    var sections = new ArrayList<Section>();
    for (var item : items(key)) {
      sections.add(new Section(item, problems));
    }
    return sections;
  }

  List<String> texts(String key) {
    var texts = new ArrayList<String>();
    for (var item : items(key)) {
      if (item instanceof ScalarNode scalar) {
        texts.add(scalar.getValue());
      } else {
        problems.add(item, "'" + key + "' must be a list of texts");
      }
    }
    return texts;
  }

  /** The names and nodes of a mapping below. */
  Map<String, Node> children(String key) {
    unread.remove(key);
    var child = entries.get(key);
    return child == null ? Map.of() : new Section(child, problems).entries;
  }

  /** Everything was asked for: what is left is a spelling mistake. */
  void end() {
    unread.forEach((key, at) -> problems.add(at, "'" + key + "' is not known here"));
  }

  private List<Node> items(String key) {
    unread.remove(key);
    return switch (entries.get(key)) {
      case null -> List.of();
      case SequenceNode sequence -> sequence.getValue();
      default -> wrong(key, "must be a list", List.of());
    };
  }

  private <T> T wrong(String key, String text, T fallback) {
    problem(key, text);
    return fallback;
  }
}
