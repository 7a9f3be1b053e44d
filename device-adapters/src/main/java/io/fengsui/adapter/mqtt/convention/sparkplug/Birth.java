package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.Metrics;
import io.fengsui.adapter.Metrics.Kind;
import io.fengsui.adapter.mqtt.convention.AnyOf;
import io.fengsui.adapter.mqtt.convention.Gathered;
import io.fengsui.adapter.mqtt.convention.Node;
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
   * @param name the whole of it; that of a part of a template begins with the template's
   * @param canonical the hub's metric, empty if the vocabulary has none or another of this birth's
   *     metrics has it already
   */
  record Known(String name, int datatype, String canonical) {}

  private static final int WEIGHT_OF_A_METRIC = 200;

  private final Map<String, Known> byName = new HashMap<>();
  private final Map<Long, Known> byAlias = new HashMap<>();
  private final AnyOf flags = new AnyOf();
  private final Set<String> quantities = new HashSet<>();

  Birth(List<Metric> metrics) {
    learn("", metrics);
    quantities.clear();
  }

  private void learn(String prefix, List<Metric> metrics) {
    for (Metric metric : metrics) {
      if (!metric.name().isEmpty()) {
        Known known = known(prefix + metric.name(), metric.datatype());
        if (isOf(Kind.QUANTITY, known.canonical()) && !quantities.add(known.canonical())) {
          known = new Known(known.name(), known.datatype(), "");
        }
        byName.put(known.name(), known);
        if (metric.alias() != Metric.NONE) {
          byAlias.put(metric.alias(), known);
        }
        learn(known.name() + "/", metric.parts());
      }
    }
  }

  private static boolean isOf(Kind kind, String canonical) {
    return Metrics.find(canonical).filter(metric -> metric.kind() == kind).isPresent();
  }

  /** About how many bytes it takes. */
  long weight() {
    return byName.keySet().stream().mapToLong(name -> WEIGHT_OF_A_METRIC + name.length()).sum();
  }

  /**
   * What a metric is; empty if it has no name and its alias is not known.
   *
   * @param prefix of its name, because it is a part of something
   */
  Optional<Known> find(String prefix, Metric metric) {
    if (metric.name().isEmpty()) {
      return Optional.ofNullable(byAlias.get(metric.alias()));
    }
    Known known = byName.get(prefix + metric.name());
    return Optional.of(known == null ? known(prefix + metric.name(), metric.datatype()) : known);
  }

  Optional<Known> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The metric that is called so, whatever stands before it and between its words. */
  Optional<Known> called(Set<String> words) {
    return byName.values().stream()
        .filter(known -> words.contains(last(known.name()).replaceAll("[^a-z0-9]", "")))
        .findFirst();
  }

  private static Known known(String name, int datatype) {
    return new Known(name, datatype, canonical(name));
  }

  /** Case does not count, nor does what stands before the last slash. */
  private static String canonical(String name) {
    String last = last(name);
    return switch (last) {
      case "smoke", "fire", "smoke alarm" -> "smoke";
      default -> Metrics.find(last.replace(' ', '_')).map(Metrics.Metric::name).orElse("");
    };
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT).strip();
  }

  /** What holds now of flags that several metrics report. */
  AnyOf flags() {
    return flags;
  }

  /**
   * Puts a value beside those of the same moment.
   *
   * @param flags what holds at that moment
   */
  static void gather(Known known, Node node, AnyOf flags, Gathered into) {
    String canonical = known.canonical();
    boolean isFlag = isOf(Kind.FLAG, canonical);
    var flag = isFlag ? Gathered.flag(node) : null;
    if (flag != null) {
      into.put(canonical, flags.update(canonical, known.name(), flag.on()));
    } else if (isFlag || canonical.isEmpty()) {
      into.outside(known.name(), node);
    } else {
      into.metric(canonical, node);
    }
  }
}
