package io.fengsui.simulator.bench.rules;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Condition.Above;
import io.fengsui.rules.definition.Label;
import io.fengsui.rules.definition.Level;
import io.fengsui.rules.definition.Measure;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.definition.Selection;
import io.fengsui.rules.definition.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of a district: all of them watch every device. */
final class RuleMix {
  private static final Label TEXT = new Label("负载规则", "Load rule");
  private static final int OTHERS = 50;

  private RuleMix() {}

  /**
   * So many thresholds, spread evenly over the metrics and above what is usual; each has a clear
   * level, and two of three must hold for a while.
   */
  static List<Rule> thresholds(int count) {
    var rules = new ArrayList<Rule>();
    for (int i = 0; i < count; i++) {
      Metric metric = Metric.ALL.get(i % Metric.ALL.size());
      double level = metric.alarm(1 + (double) i / count);
      double clear = level - metric.margin();
      var when = new Above(new Measure.Reading(metric.key()), level, clear);
      rules.add(rule("threshold-" + i, Scope.DEVICE, when, 15 * (i % 3), 60));
    }
    return rules;
  }

  /**
   * So many rules: three of four are thresholds, the others rates, windows, silences, and two
   * devices of one building.
   */
  static List<Rule> mix(int count) {
    int others = Math.max(4, count * OTHERS / 200);
    var rules = thresholds(count - others);
    for (int i = 0; i < others; i++) {
      rules.add(
          switch (i % 10) {
            case 0, 1, 2, 3 -> rate(i, (double) i / others);
            case 4, 5, 6 -> window(i);
            case 7 -> silence(i);
            default -> place(i, (double) i / others);
          });
    }
    return rules;
  }

  /** A rise or a fall within ten minutes: two measures, many levels. */
  private static Rule rate(int i, double share) {
    Duration within = Duration.ofMinutes(10);
    Metric metric = i % 2 == 0 ? Metric.TEMPERATURE : Metric.PM25;
    Measure measure =
        i % 2 == 0
            ? new Measure.Rise(metric.key(), within)
            : new Measure.Fall(metric.key(), within);
    double level = metric.margin() * (10 + 10 * share);
    return rule("rate-" + i, Scope.DEVICE, new Above(measure, level, level / 2), 0, 60);
  }

  /** So many loud or damp messages in ten minutes: two measures, several levels. */
  private static Rule window(int i) {
    Metric metric = i % 2 == 0 ? Metric.NOISE : Metric.HUMIDITY;
    double level = metric.alarm(1);
    Condition of = new Above(new Measure.Reading(metric.key()), level, level);
    Measure count = new Measure.Count(of, Duration.ofMinutes(10), 10);
    double times = 2 + i % 8;
    return rule("window-" + i, Scope.DEVICE, new Above(count, times, times), 0, 60);
  }

  private static Rule silence(int i) {
    Condition when = new Condition.Absent(Optional.of(Duration.ofMinutes(10 + i)));
    return rule("silence-" + i, Scope.DEVICE, when, 0, 0);
  }

  /** Two devices of a building within a minute: five conditions of devices. */
  private static Rule place(int i, double share) {
    Metric metric = Metric.ALL.get(i % Metric.ALL.size());
    double level = metric.alarm(1.5);
    Condition of = new Above(new Measure.Reading(metric.key()), level, level - metric.margin());
    Measure members = new Measure.Members(Selection.ALL, of, Duration.ofMinutes(1), false);
    double times = 2 + Math.floor(3 * share);
    return rule("place-" + i, Scope.BUILDING, new Above(members, times, times), 0, 60);
  }

  private static Rule rule(String id, Scope per, Condition when, int holdFor, int keepFor) {
    return new Rule(
        id,
        TEXT,
        per,
        Selection.ALL,
        List.of(new Level(Severity.III, when, Duration.ofSeconds(holdFor))),
        List.of(),
        Duration.ofSeconds(keepFor),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        "environment",
        TEXT,
        false);
  }
}
