package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.Metrics;
import io.fengsui.adapter.Metrics.Kind;
import io.fengsui.adapter.mqtt.convention.AnyOf;
import io.fengsui.adapter.mqtt.convention.Gathered;
import io.fengsui.adapter.mqtt.convention.Node;
import io.fengsui.adapter.mqtt.convention.sparkplug.Metric.Wire;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an edge node or a device said at its birth that it would report. Not thread-safe. */
final class Birth {

  /**
   * One metric.
   *
   * @param canonical the hub's metric, empty if the vocabulary has none or another of this birth's
   *     metrics has it already
   */
  record Known(String name, int datatype, String canonical) {}

  private final Map<String, Known> byName = new HashMap<>();
  private final Map<Long, Known> byAlias = new HashMap<>();
  private final AnyOf flags = new AnyOf();

  Birth(List<Metric> metrics) {
    Set<String> quantities = new HashSet<>();
    for (Metric metric : metrics) {
      if (!metric.name().isEmpty()) {
        Known known = known(metric);
        if (isQuantity(known.canonical()) && !quantities.add(known.canonical())) {
          known = new Known(known.name(), known.datatype(), "");
        }
        byName.put(metric.name(), known);
        if (metric.alias() != Metric.NONE) {
          byAlias.put(metric.alias(), known);
        }
      }
    }
  }

  private static boolean isQuantity(String canonical) {
    return Metrics.find(canonical).filter(metric -> metric.kind() == Kind.QUANTITY).isPresent();
  }

  int size() {
    return byName.size();
  }

  /** What a metric is; empty if it has no name and its alias is not known. */
  Optional<Known> find(Metric metric) {
    if (metric.name().isEmpty()) {
      return Optional.ofNullable(byAlias.get(metric.alias()));
    }
    Known known = byName.get(metric.name());
    return Optional.of(known == null ? known(metric) : known);
  }

  /** The metric that is called so, whatever stands before it and between its words. */
  Optional<Known> called(Set<String> words) {
    return byName.values().stream()
        .filter(known -> words.contains(last(known.name()).replaceAll("[^a-z0-9]", "")))
        .findFirst();
  }

  private static Known known(Metric metric) {
    return new Known(metric.name(), metric.datatype(), canonical(metric.name()));
  }

  /** Case does not count, nor does what stands before the last slash. */
  private static String canonical(String name) {
    String last = last(name);
    return switch (last) {
      case "smoke", "fire", "smoke alarm" -> "smoke";
      default ->
          Metrics.find(last.replace(' ', '_')).map(Metrics.Metric::name).orElse("");
    };
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT).strip();
  }

  /** Puts a value beside those of the same moment. */
  void gather(Known known, Metric metric, Wire value, Gathered into) {
    Node node = Metric.node(value, metric.datatype() == 0 ? known.datatype() : metric.datatype());
    String canonical = known.canonical();
    boolean isFlag =
        !canonical.isEmpty()
            && Metrics.find(canonical).filter(found -> found.kind() == Kind.FLAG).isPresent();
    var flag = isFlag ? Gathered.flag(node) : null;
    if (flag != null) {
      into.put(
          canonical,
          metric.historical() ? flag.on() : flags.update(canonical, known.name(), flag.on()));
    } else if (isFlag || canonical.isEmpty()) {
      into.outside(known.name(), node);
    } else {
      into.metric(canonical, node);
    }
  }
}
