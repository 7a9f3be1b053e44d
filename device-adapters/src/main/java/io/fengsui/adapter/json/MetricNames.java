package io.fengsui.adapter.json;

import io.fengsui.adapter.Metrics;
import io.fengsui.adapter.Metrics.Metric;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names as devices write them, to names as the hub keeps them. Remembers what it has seen, so that
 * the usual name costs one look-up; bounded, because devices choose the names. Not thread-safe.
 */
public final class MetricNames {

  /**
   * What a name means.
   *
   * @param canonical the hub's name, {@code ext.<name>} for one outside the vocabulary
   * @param metric null outside the vocabulary
   */
  public record Meaning(String canonical, @Nullable Metric metric) {}

  private static final int MAX_REMEMBERED = 4_096;
  private static final String OUTSIDE = "ext.";

  private final Map<String, Meaning> remembered = new HashMap<>();

  public Meaning of(String name) {
    Meaning known = remembered.get(name);
    if (known != null) {
      return known;
    }
    Meaning found =
        Metrics.find(name)
            .map(metric -> new Meaning(metric.name(), metric))
            .orElseGet(() -> new Meaning(outside(name), null));
    if (remembered.size() < MAX_REMEMBERED) {
      remembered.put(name, found);
    }
    return found;
  }

  /**
   * A name that already came with the prefix, as the hub itself prints it, is not given another.
   */
  private static String outside(String name) {
    return name.startsWith(OUTSIDE) ? name : OUTSIDE + name;
  }
}
