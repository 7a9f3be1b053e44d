package io.fengsui.adapter.mqtt.convention;

import io.fengsui.adapter.Metrics;
import io.fengsui.adapter.Metrics.Kind;
import io.fengsui.adapter.Metrics.Metric;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Receipt.Rejected;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.json.Readings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The readings of one device from one publish. A metric's own name stands above its aliases, and of
 * aliases the first; an alias with another kind of value is something else and kept as {@code
 * ext.<name>}, like all that the vocabulary does not have. Null is unknown and left out. Of faults
 * the first is kept. Not thread-safe.
 */
public final class Gathered {

  private static final int MAX_READINGS = 256;
  private static final int MAX_NAME = 128;
  private static final String OUTSIDE = "ext.";

  private final Map<String, Value> taken = new LinkedHashMap<>();
  private @Nullable Rejected fault;

  /** Takes all members; those of nested objects by their path with dots. */
  public Gathered all(Node.Members members) {
    members.all().forEach((name, node) -> ifMetric(name, node, true));
    members.all().forEach((name, node) -> ifMetric(name, node, false));
    return this;
  }

  private void ifMetric(String name, Node node, boolean wanted) {
    if (wanted == Metrics.find(name).filter(metric -> metric.name().equals(name)).isPresent()) {
      named(name, node);
    }
  }

  /** Takes one by the name that the device has for it. */
  public void named(String name, Node node) {
    switch (node) {
      case Node.Null() -> {}
      case Node.Members(var all) -> {
        Metric metric = Metrics.find(name).orElse(null);
        if (metric != null && metric.kind() == Kind.POSITION) {
          position(metric.name(), node);
        } else {
          all.forEach((member, value) -> named(name + "." + member, value));
        }
      }
      default -> {
        Metric metric = Metrics.find(name).orElse(null);
        if (metric == null) {
          outside(name, node);
        } else if (metric.name().equals(name)) {
          metric(metric, node, name);
        } else if (taken.containsKey(metric.name())) {
          outside(name, node);
        } else {
          alias(metric, node, name);
        }
      }
    }
  }

  /** Takes one as the metric that the convention says it is. */
  public void metric(String canonical, Node node) {
    Metrics.find(canonical).ifPresent(metric -> metric(metric, node, canonical));
  }

  private void metric(Metric metric, Node node, String name) {
    Value value = value(metric, node);
    if (value != null) {
      put(metric.name(), value);
    } else if (!(node instanceof Node.Null)) {
      refuse(
          Reason.OUT_OF_RANGE,
          name,
          metric.kind() == Kind.FLAG
              ? "is neither yes nor no"
              : "is not %s to %s %s".formatted(metric.min(), metric.max(), metric.unit()).strip());
    }
  }

  private void alias(Metric metric, Node node, String name) {
    Value value = value(metric, node);
    if (value != null) {
      put(metric.name(), value);
    } else {
      outside(name, node);
    }
  }

  /** Takes what the vocabulary does not have. */
  public void outside(String name, Node node) {
    String full = name.startsWith(OUTSIDE) ? name : OUTSIDE + name;
    if (name.isEmpty() || full.length() > MAX_NAME) {
      refuse(Reason.MALFORMED, name, "is not a name of 1 to " + MAX_NAME + " characters");
      return;
    }
    Value value = plain(node);
    if (value != null) {
      put(full, value);
    }
  }

  public void put(String canonical, Value value) {
    if (taken.size() < MAX_READINGS || taken.containsKey(canonical)) {
      taken.put(canonical, value);
    } else {
      refuse(Reason.TOO_LARGE, canonical, "is one reading too many; at most " + MAX_READINGS);
    }
  }

  public void put(String canonical, boolean on) {
    put(canonical, new Value.Flag(on));
  }

  private void refuse(Reason reason, String name, String why) {
    if (fault == null) {
      fault = new Rejected(reason, Readings.printable(name) + " " + why);
    }
  }

  private void position(String name, Node node) {
    double latitude = number(node, "latitude", "lat");
    double longitude = number(node, "longitude", "lon");
    if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
      put(name, new Value.Position(latitude, longitude, number(node, "altitude", "alt")));
    } else {
      refuse(Reason.OUT_OF_RANGE, name, "is no place in degrees");
    }
  }

  private static double number(Node node, String name, String shortName) {
    Node found = node.get(name) == null ? node.get(shortName) : node.get(name);
    return found == null ? Double.NaN : number(found);
  }

  /** Null if it is none of the metric's. */
  private static @Nullable Value value(Metric metric, Node node) {
    return switch (metric.kind()) {
      case FLAG -> flag(node);
      case QUANTITY -> {
        double amount = number(node);
        yield amount >= metric.min() && amount <= metric.max() && Double.isFinite(amount)
            ? new Value.Quantity(amount, metric.unit())
            : null;
      }
      case POSITION -> null;
    };
  }

  /** Yes or no in any of the forms that devices have for it; null if it is neither. */
  public static Value.@Nullable Flag flag(Node node) {
    return switch (node) {
      case Node.Bool(boolean on) -> new Value.Flag(on);
      case Node.Amount(double amount) when amount == 0 || amount == 1 ->
          new Value.Flag(amount == 1);
      case Node.Text(String word) -> Readings.flag(word);
      default -> null;
    };
  }

  /** A number or a text that is one; NaN if it is neither. */
  public static double number(Node node) {
    return switch (node) {
      case Node.Amount(double amount) -> amount;
      case Node.Text(String text) -> Readings.number(text);
      default -> Double.NaN;
    };
  }

  private static @Nullable Value plain(Node node) {
    return switch (node) {
      case Node.Bool(boolean on) -> new Value.Flag(on);
      case Node.Amount(double amount) ->
          Double.isFinite(amount) ? new Value.Quantity(amount, "") : null;
      case Node.Text(String text) -> text.isEmpty() ? null : text(text);
      case Node.Elements _ -> text(node.plain());
      case Node.Members _, Node.Null _ -> null;
    };
  }

  /** The beginning of it, if it is too long. */
  public static Value.Text text(String text) {
    return new Value.Text(
        text.length() <= Value.Text.MAX_LENGTH ? text : text.substring(0, Value.Text.MAX_LENGTH));
  }

  public boolean has(String canonical) {
    return taken.containsKey(canonical);
  }

  public boolean isEmpty() {
    return taken.isEmpty();
  }

  public Map<String, Value> readings() {
    return Map.copyOf(taken);
  }

  /** What had to be left out first, null if nothing had to. */
  public @Nullable Rejected fault() {
    return fault;
  }
}
