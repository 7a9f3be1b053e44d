package io.fengsui.rules.scenario;

import io.fengsui.rules.Position;
import io.fengsui.rules.definition.KnownMetric;
import io.fengsui.rules.definition.KnownMetric.Kind;
import io.fengsui.rules.definition.Problems;
import io.fengsui.rules.definition.Scalars;
import io.fengsui.rules.definition.Spelling;
import io.fengsui.rules.definition.Vocabulary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads what devices report: <code>{ smoke: true, temperature: 68, position: [31.2, 121.4] }</code>
 * .
 */
final class ValueReader {

  private static final String FOREIGN = "ext.";
  private static final int LENGTH = 1024;

  private final Vocabulary vocabulary;
  private final Problems problems;
  private final Scalars scalars;

  ValueReader(Vocabulary vocabulary, Problems problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
    this.scalars = new Scalars(problems);
  }

  Map<String, Object> mapping(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, "values must be a mapping", "for instance values: { smoke: true }");
      return Map.of();
    }
    var values = new HashMap<String, Object>();
    for (NodeTuple entry : mapping.getValue()) {
      Optional<String> metric = metric(entry.getKeyNode());
      if (metric.isPresent() && values.containsKey(metric.get())) {
        problems.add(entry.getKeyNode(), "\"" + metric.get() + "\" is there twice", "keep one");
      } else {
        metric
            .flatMap(name -> value(name, entry.getValueNode()))
            .ifPresent(value -> values.put(metric.get(), value));
      }
    }
    return values;
  }

  /** The name if the vocabulary has it; else a problem. */
  Optional<String> metric(Node node) {
    Optional<String> name = scalars.text(node, "a metric", LENGTH);
    Map<String, KnownMetric> known = vocabulary.metrics();
    if (name.isPresent()
        && !known.isEmpty()
        && !known.containsKey(name.get())
        && !name.get().startsWith(FOREIGN)) {
      problems.add(
          node,
          "unknown metric \"" + name.get() + "\"",
          Spelling.hint(name.get(), known.keySet()) + "; others are written " + FOREIGN + "<name>");
      return Optional.empty();
    }
    return name;
  }

  Optional<Object> value(String name, Node node) {
    KnownMetric known = vocabulary.metrics().get(name);
    @Nullable Kind kind = known == null ? guess(node) : known.kind();
    if (kind == null) {
      problems.add(node, name + " has no value", "a number, true, false, a text or [lat, lon]");
      return Optional.empty();
    }
    return switch (kind) {
      case FLAG -> scalars.flag(node, name).map(on -> on);
      case QUANTITY -> quantity(node, name, known == null ? "" : known.unit());
      case TEXT -> scalars.text(node, name, LENGTH).map(text -> text);
      case POSITION -> position(node, name);
    };
  }

  private static @Nullable Kind guess(Node node) {
    if (node instanceof SequenceNode) {
      return Kind.POSITION;
    }
    if (node instanceof MappingNode || Scalars.isNull(node)) {
      return null;
    }
    boolean number = node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
    return Scalars.isFlag(node) ? Kind.FLAG : number ? Kind.QUANTITY : Kind.TEXT;
  }

  private Optional<Object> quantity(Node node, String name, String unit) {
    Optional<Scalars.Amount> amount = scalars.amount(node, name);
    if (amount.isPresent() && !amount.get().unit().isEmpty() && !amount.get().unit().equals(unit)) {
      String wanted = unit.isEmpty() ? "has no unit" : "is in " + unit;
      problems.add(node, name + " " + wanted, "write the number alone");
      return Optional.empty();
    }
    return amount.map(Scalars.Amount::number);
  }

  private Optional<Object> position(Node node, String name) {
    List<Node> parts = node instanceof SequenceNode list ? list.getValue() : List.of();
    if (parts.size() != 2) {
      problems.add(node, name + " is no position", "write [31.2304, 121.4737]: north, east");
      return Optional.empty();
    }
    Optional<Scalars.Amount> north = scalars.amount(parts.get(0), "latitude");
    Optional<Scalars.Amount> east = scalars.amount(parts.get(1), "longitude");
    return north.flatMap(lat -> east.map(lon -> new Position(lat.number(), lon.number())));
  }
}
