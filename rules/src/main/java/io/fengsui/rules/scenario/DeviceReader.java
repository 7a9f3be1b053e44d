package io.fengsui.rules.scenario;

import io.fengsui.rules.Subject;
import io.fengsui.rules.Whereabouts;
import io.fengsui.rules.definition.Fields;
import io.fengsui.rules.definition.Problems;
import io.fengsui.rules.definition.Scalars;
import io.fengsui.rules.definition.Spelling;
import io.fengsui.rules.definition.Vocabulary;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads who is there: <code>sd-1: smoke-detector</code>, or a mapping with place and tags. */
final class DeviceReader {

  private static final int LENGTH = 64;

  private final Vocabulary vocabulary;
  private final Problems problems;
  private final Scalars scalars;
  private final TimeReader times;

  DeviceReader(Vocabulary vocabulary, Problems problems, TimeReader times) {
    this.vocabulary = vocabulary;
    this.problems = problems;
    this.scalars = new Scalars(problems);
    this.times = times;
  }

  Stage read(Node node, String key, Stage before) {
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, key + " must be a mapping", "one entry a device: sd-1: smoke-detector");
      return before;
    }
    var devices = new TreeMap<>(before.devices());
    var seen = new HashSet<String>();
    for (NodeTuple entry : mapping.getValue()) {
      Optional<String> id = scalars.text(entry.getKeyNode(), "a device's id", LENGTH);
      if (id.isPresent() && !seen.add(id.get())) {
        problems.add(entry.getKeyNode(), "\"" + id.get() + "\" is there twice", "keep one");
      } else if (id.isPresent()) {
        device(id.get(), entry.getValueNode(), before.silentAfter())
            .ifPresent(device -> devices.put(id.get(), device));
      }
    }
    return new Stage(devices, before.silentAfter(), before.start());
  }

  private Optional<Subject> device(String id, Node node, Duration silentAfter) {
    if (!(node instanceof MappingNode)) {
      return type(node).map(type -> new Subject(id, type, "", silentAfter));
    }
    var fields =
        Fields.of(
            node,
            "a device",
            problems,
            "type",
            "tags",
            "grid",
            "community",
            "building",
            "floor",
            "silentAfter");
    Optional<String> type =
        fields.required("type", "for instance type: smoke-detector").flatMap(this::type);
    Node silent = fields.get("silentAfter");
    Duration limit =
        silent == null ? silentAfter : times.positive(silent, "silentAfter").orElse(silentAfter);
    var where =
        new Whereabouts(
            text(fields, "grid"),
            text(fields, "community"),
            text(fields, "building"),
            text(fields, "floor"));
    Set<String> tags = tags(fields.get("tags"));
    return type.map(key -> new Subject(id, key, tags, where, limit));
  }

  private Optional<String> type(Node node) {
    Optional<String> type = scalars.text(node, "a device's type", LENGTH);
    Set<String> known = vocabulary.types();
    if (type.isPresent() && !known.isEmpty() && !known.contains(type.get())) {
      String hint = Spelling.hint(type.get(), known);
      problems.add(node, "unknown device type \"" + type.get() + "\"", hint);
      return Optional.empty();
    }
    return type;
  }

  private String text(Fields fields, String key) {
    Node node = fields.get(key);
    return node == null ? "" : scalars.text(node, key, LENGTH).orElse("");
  }

  private Set<String> tags(@Nullable Node node) {
    var tags = new HashSet<String>();
    List<Node> items =
        node == null
            ? List.of()
            : node instanceof SequenceNode list ? list.getValue() : List.of(node);
    for (Node item : items) {
      scalars.text(item, "a tag", LENGTH).ifPresent(tags::add);
    }
    return tags;
  }
}
