package io.fengsui.rules.definition;

import io.fengsui.rules.expression.Kind;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The names that rule files are checked against.
 *
 * @param metrics by name; empty if metrics are not to be checked
 * @param types keys of device types; empty if types are not to be checked
 * @param lanes the lane of the bus that each type speaks on; empty if lanes are not to be checked
 */
public record Vocabulary(
    Map<String, KnownMetric> metrics, Set<String> types, Map<String, String> lanes) {

  /** How the names of metrics begin that are in no vocabulary. */
  static final String FOREIGN = "ext.";

  /** Knows nothing and lets everything pass. */
  public static final Vocabulary ANY = new Vocabulary(Map.of(), Set.of(), Map.of());

  public Vocabulary {
    metrics = Map.copyOf(metrics);
    types = Set.copyOf(types);
    lanes = Map.copyOf(lanes);
  }

  /** Of metrics and the keys of device types, whatever their lanes. */
  public static Vocabulary of(Collection<KnownMetric> metrics, Collection<String> types) {
    return new Vocabulary(byName(metrics), Set.copyOf(types), Map.of());
  }

  /** Of metrics and the lane of each device type. */
  public static Vocabulary of(Collection<KnownMetric> metrics, Map<String, String> lanes) {
    return new Vocabulary(byName(metrics), lanes.keySet(), lanes);
  }

  /** Whether rules may use a metric without its being known: it is written so, or nothing is. */
  public boolean isForeign(String metric) {
    return metrics.isEmpty() || metric.startsWith(FOREIGN);
  }

  /** What guards see under a metric's name; empty if there is no such metric, or they cannot. */
  public Optional<Kind> inGuards(String metric) {
    KnownMetric known = metrics.get(metric);
    if (known == null) {
      return isForeign(metric) ? Optional.of(Kind.ANY) : Optional.empty();
    }
    return switch (known.kind()) {
      case QUANTITY -> Optional.of(Kind.NUMBER);
      case FLAG -> Optional.of(Kind.FLAG);
      case TEXT -> Optional.of(Kind.TEXT);
      case POSITION -> Optional.empty();
    };
  }

  private static Map<String, KnownMetric> byName(Collection<KnownMetric> metrics) {
    return metrics.stream()
        .collect(Collectors.toMap(KnownMetric::name, m -> m, (a, _) -> a, TreeMap::new));
  }
}
