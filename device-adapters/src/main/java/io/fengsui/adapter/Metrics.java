package io.fengsui.adapter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The metric vocabulary: one data file, {@code metrics.csv}, that says each metric's name, kind,
 * canonical unit, range, aliases and labels. A metric that is not in it is kept under {@code
 * ext.<name>}, never dropped.
 */
public final class Metrics {

  /** What values a metric has. */
  public enum Kind {
    QUANTITY,
    FLAG,
    POSITION
  }

  /**
   * One metric.
   *
   * @param unit UCUM code; empty for flags, positions and plain numbers
   * @param min lowest value that is not an error, in {@code unit}
   * @param max highest value that is not an error, in {@code unit}
   * @param zh Chinese label
   * @param en English label
   */
  public record Metric(
      String name, Kind kind, String unit, double min, double max, String zh, String en) {}

  private static final Map<String, Metric> BY_NAME = new LinkedHashMap<>();
  private static final Map<String, Metric> BY_ALIAS = new HashMap<>();

  static {
    load();
  }

  private Metrics() {}

  /** The metric that a canonical name or an alias means; empty if the vocabulary has none. */
  public static Optional<Metric> find(String nameOrAlias) {
    return Optional.ofNullable(BY_ALIAS.get(nameOrAlias));
  }

  /** All metrics in the file's order. */
  public static List<Metric> all() {
    return List.copyOf(BY_NAME.values());
  }

  private static void load() {
    try (InputStream in = Metrics.class.getResourceAsStream("metrics.csv")) {
      if (in == null) {
        throw new IllegalStateException("metrics.csv is missing from the jar");
      }
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines();
      lines.skip(1).filter(line -> !line.isBlank()).forEach(Metrics::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(String line) {
    List<String> cell = List.of(line.split(",", -1));
    var metric =
        new Metric(
            cell.get(0),
            Kind.valueOf(cell.get(1).toUpperCase(Locale.ROOT)),
            cell.get(2),
            cell.get(3).isEmpty() ? Double.NEGATIVE_INFINITY : Double.parseDouble(cell.get(3)),
            cell.get(4).isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(cell.get(4)),
            cell.get(6),
            cell.get(7));
    BY_NAME.put(metric.name(), metric);
    BY_ALIAS.put(metric.name(), metric);
    for (String alias : cell.get(5).split("\\|")) {
      if (!alias.isEmpty()) {
        BY_ALIAS.put(alias, metric);
      }
    }
  }
}
