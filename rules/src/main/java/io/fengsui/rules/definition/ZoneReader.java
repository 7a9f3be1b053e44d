package io.fengsui.rules.definition;

import io.fengsui.rules.definition.Zone.Corner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads what stands under {@code zones:}. */
final class ZoneReader {

  static final List<String> KEYS = List.of("polygon", "circle", "radius");
  private static final int MOST_CORNERS = 1000;
  private static final double LONGEST_RADIUS = 100_000;

  private final Problems problems;
  private final Scalars scalars;

  ZoneReader(Problems problems) {
    this.problems = problems;
    this.scalars = new Scalars(problems);
  }

  Optional<Zone> read(String name, Node node) {
    var fields = Fields.of(node, "a zone", problems, KEYS);
    Node polygon = fields.get("polygon");
    Node circle = fields.get("circle");
    if (polygon != null && circle == null && !fields.has("radius")) {
      return polygon(name, polygon);
    }
    if (circle != null && polygon == null) {
      Optional<Corner> centre = corner(circle);
      OptionalDouble radius = radius(fields);
      return centre.isEmpty() || radius.isEmpty()
          ? Optional.empty()
          : Optional.of(new Zone.Circle(name, centre.get(), radius.getAsDouble()));
    }
    if (fields.isMapping()) {
      problems.add(
          node,
          "a zone is a polygon or a circle",
          "polygon: [[31.23, 121.47], …] or circle: [31.23, 121.47], radius: 200 m");
    }
    return Optional.empty();
  }

  private OptionalDouble radius(Fields fields) {
    Optional<Node> node = fields.required("radius", "for instance radius: 200 m");
    Optional<Scalars.Amount> amount = node.flatMap(n -> scalars.amount(n, "radius"));
    if (node.isEmpty() || amount.isEmpty()) {
      return OptionalDouble.empty();
    }
    String unit = amount.get().unit().isEmpty() ? "m" : amount.get().unit();
    OptionalDouble metres = Units.convert(amount.get().number(), unit, "m");
    if (metres.isEmpty()) {
      problems.add(node.get(), "wrong unit \"" + unit + "\": a radius is in m", "write 200 m");
    } else if (metres.getAsDouble() <= 0 || metres.getAsDouble() > LONGEST_RADIUS) {
      problems.add(node.get(), "radius is out of bounds", "more than 0 m, at most 100 km");
      return OptionalDouble.empty();
    }
    return metres;
  }

  private Optional<Zone> polygon(String name, Node node) {
    List<Node> nodes = node instanceof SequenceNode list ? list.getValue() : List.of();
    int before = problems.size();
    var corners = new ArrayList<Corner>();
    for (Node corner : nodes.subList(0, Math.min(nodes.size(), MOST_CORNERS + 1))) {
      corner(corner).ifPresent(corners::add);
    }
    if (corners.size() > 1 && corners.getFirst().equals(corners.getLast())) {
      corners.removeLast(); // a closed line
    }
    if (nodes.size() > MOST_CORNERS) {
      problems.add(node, "a polygon of " + nodes.size() + " corners", "at most " + MOST_CORNERS);
    } else if (nodes.size() < 3) {
      problems.add(node, "a polygon needs three corners", "write each as [latitude, longitude]");
    } else if (problems.size() == before) {
      return outline(node, corners).map(outline -> new Zone.Polygon(name, outline));
    }
    return Optional.empty();
  }

  private Optional<List<Corner>> outline(Node node, List<Corner> corners) {
    if (corners.size() < 3 || new HashSet<>(corners).size() < corners.size()) {
      problems.add(node, "a corner of the polygon is there twice", "keep one; at least three");
    } else if (Outline.width(corners) > 180) {
      problems.add(node, "the polygon is wider than half the earth", "mind the 180th meridian");
    } else if (Outline.crossesItself(corners)) {
      problems.add(node, "the polygon crosses itself", "name the corners in order, one way round");
    } else {
      return Optional.of(corners);
    }
    return Optional.empty();
  }

  private Optional<Corner> corner(Node node) {
    if (!(node instanceof SequenceNode list) || list.getValue().size() != 2) {
      problems.add(
          node, "this is no place", "write [latitude, longitude], for instance [31.2, 121.5]");
      return Optional.empty();
    }
    OptionalDouble latitude = degrees(list.getValue().getFirst(), "latitude", 90);
    OptionalDouble longitude = degrees(list.getValue().getLast(), "longitude", 180);
    return latitude.isEmpty() || longitude.isEmpty()
        ? Optional.empty()
        : Optional.of(new Corner(latitude.getAsDouble(), longitude.getAsDouble()));
  }

  private OptionalDouble degrees(Node node, String what, double most) {
    Optional<Scalars.Amount> amount = scalars.amount(node, what);
    if (amount.isEmpty()) {
      return OptionalDouble.empty();
    }
    double degrees = amount.get().number();
    if (!amount.get().unit().isEmpty() && !Units.same(amount.get().unit(), "deg")) {
      problems.add(node, what + " is in degrees", "leave the unit out");
      return OptionalDouble.empty();
    }
    if (Math.abs(degrees) > most) {
      problems.add(
          node,
          what + " is out of bounds: " + Scalars.text(node),
          "from -" + (int) most + " to " + (int) most + "; latitude comes first");
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(degrees);
  }
}
