package io.fengsui.rules.evaluation;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which rules care about one metric of one subject type. Thresholds are sorted, so that a reading
 * meets only the rules that it makes true, however many there are.
 */
public final class MetricPlan {

  private final int slot;
  private final double[] aboveLevels;
  private final BoundRule[] above;
  private final double[] belowLevels;
  private final BoundRule[] below;
  private final BoundRule[] whenSet;
  private final BoundRule[] whenNotSet;
  private final BoundRule[] others;

  MetricPlan(int slot, List<BoundRule> rules) {
    this.slot = slot;
    var above = new ArrayList<BoundRule>();
    var below = new ArrayList<BoundRule>();
    var whenSet = new ArrayList<BoundRule>();
    var whenNotSet = new ArrayList<BoundRule>();
    var others = new ArrayList<BoundRule>();
    for (BoundRule rule : rules) {
      switch (when(rule)) {
        case Condition.Above(Measure.Reading _, _, _) -> above.add(rule);
        case Condition.Below(Measure.Reading _, _, _) -> below.add(rule);
        case Condition.Is(_, Boolean flag) -> (flag ? whenSet : whenNotSet).add(rule);
        default -> others.add(rule);
      }
    }
    above.sort(Comparator.comparingDouble(MetricPlan::level));
    below.sort(Comparator.comparingDouble(MetricPlan::level).reversed());
    this.aboveLevels = above.stream().mapToDouble(MetricPlan::level).toArray();
    this.above = above.toArray(BoundRule[]::new);
    this.belowLevels = below.stream().mapToDouble(MetricPlan::level).toArray();
    this.below = below.toArray(BoundRule[]::new);
    this.whenSet = whenSet.toArray(BoundRule[]::new);
    this.whenNotSet = whenNotSet.toArray(BoundRule[]::new);
    this.others = others.toArray(BoundRule[]::new);
  }

  /** Where {@link Latest} keeps the metric. */
  public int slot() {
    return slot;
  }

  /** The slot's share of {@link BoundRule#mask()}. */
  public long bit() {
    return BoundRule.bit(slot);
  }

  /** Adds the rules whose quiet alarms the value just put may move. */
  public void collect(Latest latest, Candidates into) {
    if (latest.isNumber(slot)) {
      double value = latest.number(slot);
      for (int i = 0; i < aboveLevels.length && value >= aboveLevels[i]; i++) {
        into.add(above[i]);
      }
      for (int i = 0; i < belowLevels.length && value < belowLevels[i]; i++) {
        into.add(below[i]);
      }
    } else if (latest.isFlag(slot)) {
      for (BoundRule rule : latest.flag(slot) ? whenSet : whenNotSet) {
        into.add(rule);
      }
    }
    for (BoundRule rule : others) {
      into.add(rule);
    }
  }

  private static Condition when(BoundRule rule) {
    return rule.rule().levels().getFirst().when();
  }

  private static double level(BoundRule rule) {
    return switch (when(rule)) {
      case Condition.Above above -> above.level();
      case Condition.Below below -> below.level();
      default -> throw new IllegalArgumentException(rule.rule().id() + " has no level");
    };
  }
}
