package io.fengsui.rules.definition;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The ways in which a condition can be written: one key that says which, and what goes with it. */
enum Form {
  ABOVE("above", "metric", "clear"),
  BELOW("below", "metric", "clear"),
  BETWEEN("between", "metric", "margin"),
  OUTSIDE("outside", "metric", "margin"),
  RISES("rises", "metric", "within", "clear"),
  FALLS("falls", "metric", "within", "clear"),
  DEVIATES("deviates", "metric", "over", "clear"),
  PERCENT_OF_MEAN("percentOfMean", "metric", "over", "clear"),
  REACHES("reaches", "metric", "soonerThan", "over", "clear"),
  IS("is", "metric"),
  CHANGES_TO("changesTo", "metric"),
  INSIDE("inside", "metric"),
  OUTSIDE_OF("outsideOf", "metric"),
  SILENT("silent", "times"),
  DURING("during"),
  COUNT("count", "atLeast", "atMost", "within", "clear"),
  FIRST("first", "then", "without", "within"),
  DEVICES("devices", "atLeast", "none", "within", "clear"),
  ANY("any"),
  ALL("all"),
  NOT("not");

  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> companions;

  Form(String key, String... companions) {
    this.key = key;
    this.companions = List.of(companions);
  }

  String key() {
    return key;
  }

  /** Keys that may stand beside {@link #key()}. */
  List<String> companions() {
    return companions;
  }

  boolean hasMetric() {
    return companions.contains("metric");
  }

  /** The keys that say which form it is. */
  static List<String> keys() {
    return Arrays.stream(values()).map(Form::key).toList();
  }

  /** All keys of all forms. */
  static List<String> allKeys() {
    Set<String> keys = new LinkedHashSet<>(List.of("metric"));
    keys.addAll(keys());
    Arrays.stream(values()).forEach(form -> keys.addAll(form.companions));
    return List.copyOf(keys);
  }

  static Form of(String key) {
    return Arrays.stream(values()).filter(form -> form.key.equals(key)).findFirst().orElseThrow();
  }
}
