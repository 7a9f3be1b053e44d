package io.fengsui.simulator.scenario;

import io.fengsui.simulator.Span;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads what devices of a kind do. */
final class KindReader {
  private static final Set<String> CLASSES = Set.of("", "20s", "90s", "180s", "30m", "25h");

  private KindReader() {}

  /**
   * @param name of the kind; also the type of its devices unless that is said
   */
  static Kind read(String name, Node node, Problems problems) {
    var section = new Section(node, problems);
    String over = section.text("over", Kind.PROTOCOLS.getFirst());
    if (!Kind.PROTOCOLS.contains(over)) {
      section.problem("over", "must be one of " + String.join(", ", Kind.PROTOCOLS));
    }
    String type = section.text("type", name);
    var every =
        section.parsed(
            "every",
            Every.of("15s"),
            Every::of,
            "must be a duration such as 15s, or a range such as 10s..20s");
    String supervision = section.text("supervision", "");
    if (!CLASSES.contains(supervision)) {
      section.problem("supervision", "must be 20s, 90s, 180s, 30m or 25h");
    }
    var values = new LinkedHashMap<String, Curve>();
    section.children("values").forEach((metric, at) -> values.put(metric, curve(at, problems)));
    if (values.isEmpty()) {
      section.problem("'values' is missing: say what it reports");
    }
    var kind =
        new Kind(
            type,
            over,
            section.text("label"),
            every.shortest(),
            every.longest(),
            supervision,
            values);
    section.end();
    return kind;
  }

  /** A reporting interval. */
  private record Every(Duration shortest, Duration longest) {
    Every {
      if (!shortest.isPositive() || longest.compareTo(shortest) < 0) {
        throw new IllegalArgumentException(shortest + ".." + longest);
      }
    }

    static Every of(String text) {
      int dots = text.indexOf("..");
      var shortest = Span.of(dots < 0 ? text : text.substring(0, dots)).orElseThrow();
      return new Every(
          shortest, dots < 0 ? shortest : Span.of(text.substring(dots + 2)).orElseThrow());
    }
  }

  private static Curve curve(Node node, Problems problems) {
    if (node instanceof ScalarNode scalar) {
      return new Curve.Constant(value(scalar));
    }
    var section = new Section(node, problems);
    Curve curve;
    if (section.has("around")) {
      curve =
          new Curve.Around(
              section.number("around", 0),
              section.number("noise", 0),
              section.number("swing", 0),
              section.span("period", Duration.ofMinutes(10)));
    } else if (section.has("over")) {
      curve =
          new Curve.Ramp(
              section.number("from", 0),
              section.number("to", 0),
              section.span("over", Duration.ofSeconds(30)));
    } else if (section.has("from")) {
      curve = new Curve.Pick(section.number("from", 0), section.number("to", 0));
    } else {
      section.problem(
          "a value is a constant, {around, noise, swing, period}, {from, to}"
              + " or {from, to, over}");
      return new Curve.Constant(0.0);
    }
    section.end();
    return curve;
  }

  private static Object value(ScalarNode scalar) {
    var tag = scalar.getTag();
    if (tag.equals(Tag.BOOL)) {
      return Boolean.parseBoolean(scalar.getValue());
    }
    return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)
        ? (Object) Double.valueOf(scalar.getValue())
        : scalar.getValue();
  }
}
