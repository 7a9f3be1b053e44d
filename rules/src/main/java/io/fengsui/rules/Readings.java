package io.fengsui.rules;

import io.fengsui.rules.evaluation.Values;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The readings of one message in arrays that are used again and again: nothing is boxed and no map
 * is made. Whoever feeds an engine keeps one, and for each message clears it, fills it and hands it
 * to {@link RuleEngine#accept(Subject, java.time.Instant, Readings, java.time.Instant, boolean,
 * java.util.function.Consumer)}, which keeps nothing of it.
 *
 * <p>A name costs least if it is the same {@link String} each time, as the vocabulary's are. If a
 * metric is put twice, the later counts. Used by one thread.
 */
public final class Readings {

  private String[] metrics = new String[16];
  private long[] bits = new long[16];
  private @Nullable Object[] beside = new @Nullable Object[16];
  private int size;

  /** Empties it. */
  public Readings clear() {
    size = 0;
    return this;
  }

  /** A number in the metric's canonical unit; one that is not finite makes the metric unknown. */
  public Readings number(String metric, double value) {
    add(metric, Values.of(value), null);
    return this;
  }

  /** A flag. */
  public Readings flag(String metric, boolean value) {
    add(metric, Values.of(value), null);
    return this;
  }

  /** A text. */
  public Readings text(String metric, String value) {
    return value(metric, value);
  }

  /** Where something is. */
  public Readings position(String metric, Position value) {
    return value(metric, value);
  }

  /**
   * Whatever it is: a {@link Double}, {@link Boolean}, {@link String} or {@link Position}; all else
   * makes the metric unknown.
   */
  public Readings value(String metric, @Nullable Object value) {
    Object object = Values.beside(value);
    long encoded = Values.of(value);
    boolean lost = encoded == Values.OBJECT && object == null;
    add(metric, lost ? Values.UNUSABLE : encoded, object);
    return this;
  }

  /** All of a map, each as {@link #value}. */
  public Readings all(Map<String, ?> values) {
    values.forEach(this::value);
    return this;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  String metric(int i) {
    return metrics[i];
  }

  long bits(int i) {
    return bits[i];
  }

  @Nullable Object beside(int i) {
    return beside[i];
  }

  private void add(String metric, long value, @Nullable Object object) {
    if (size == metrics.length) {
      metrics = Arrays.copyOf(metrics, 2 * size);
      bits = Arrays.copyOf(bits, 2 * size);
      beside = Arrays.copyOf(beside, 2 * size);
    }
    metrics[size] = metric;
    bits[size] = value;
    beside[size] = object;
    size++;
  }
}
