package io.fengsui.rules.definition;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The names that rule files are checked against.
 *
 * @param metrics by name; empty if metrics are not to be checked
 * @param types keys of device types; empty if types are not to be checked
 */
public record Vocabulary(Map<String, KnownMetric> metrics, Set<String> types) {

  /** Knows nothing and lets everything pass. */
  public static final Vocabulary ANY = new Vocabulary(Map.of(), Set.of());

  public Vocabulary {
    metrics = Map.copyOf(metrics);
    types = Set.copyOf(types);
  }

  /** Of metrics and the keys of device types. */
  public static Vocabulary of(Collection<KnownMetric> metrics, Collection<String> types) {
    return new Vocabulary(
        metrics.stream()
            .collect(Collectors.toMap(KnownMetric::name, m -> m, (a, _) -> a, TreeMap::new)),
        Set.copyOf(types));
  }
}
