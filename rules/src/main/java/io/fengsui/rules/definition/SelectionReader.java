package io.fengsui.rules.definition;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads which devices are meant. */
final class SelectionReader {

  static final List<String> KEYS = List.of("types", "tags", "grids", "classes", "devices");
  private static final int NAME_LENGTH = 64;
  private static final int ID_LENGTH = 128;
  private static final int MOST = 10_000;

  private final Vocabulary vocabulary;
  private final Problems problems;
  private final Scalars scalars;

  SelectionReader(Vocabulary vocabulary, Problems problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
    this.scalars = new Scalars(problems);
  }

  /** What the keys say; those that are not there leave the choice open. */
  Selection read(Fields fields) {
    return new Selection(
        set(fields, "types", this::type),
        set(fields, "tags", node -> scalars.text(node, "a tag", NAME_LENGTH)),
        fields.has("grid") ? set(fields, "grid", this::grid) : set(fields, "grids", this::grid),
        set(fields, "classes", this::supervision),
        set(fields, "devices", node -> scalars.text(node, "a device", ID_LENGTH)));
  }

  private Optional<String> type(Node node) {
    Optional<String> type = scalars.text(node, "a type", NAME_LENGTH);
    if (type.isPresent()
        && !vocabulary.types().isEmpty()
        && !vocabulary.types().contains(type.get())) {
      String hint = Spelling.hint(type.get(), vocabulary.types());
      problems.add(node, "unknown device type \"" + type.get() + "\"", hint);
      return Optional.empty();
    }
    return type;
  }

  private Optional<String> grid(Node node) {
    return scalars.text(node, "a grid", NAME_LENGTH);
  }

  private Optional<Duration> supervision(Node node) {
    return scalars
        .duration(node, "a class")
        .filter(
            limit -> {
              if (limit.isZero()) {
                problems.add(node, "no class is 0 long", "for instance 180s or 25h");
              }
              return !limit.isZero();
            });
  }

  private <T> Set<T> set(Fields fields, String key, Function<Node, Optional<T>> item) {
    Node node = fields.get(key);
    if (node == null) {
      return Set.of();
    }
    List<Node> nodes = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    if (nodes.isEmpty()) {
      problems.add(node, key + " is empty", "leave it out to watch all");
    } else if (nodes.size() > MOST) {
      problems.add(node, key + " is too long", "at most " + MOST);
      return Set.of();
    }
    var set = new HashSet<T>();
    for (Node each : nodes) {
      item.apply(each)
          .filter(thing -> !set.add(thing))
          .ifPresent(
              _ -> problems.add(each, "\"" + Scalars.text(each) + "\" is there twice", "keep one"));
    }
    return set;
  }
}
