package io.fengsui.rules.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a new value of one slot may move, and what remembers it. Immutable once it is built. */
public final class SlotPlan {

  private final int slot;
  private final LevelIndex levels;
  private final Gauge.Kept[] gauges;
  private final LevelIndex[] gaugeLevels;
  private final Turned[] turned;
  private final Joint[] joints;
  private final Bound[] whenSet;
  private final Bound[] whenNotSet;
  private final Map<String, Bound[]> whenText;
  private final Bound[] always;

  private SlotPlan(Builder from) {
    slot = from.slot;
    levels = from.levels.build();
    gauges = from.gauges.keySet().toArray(Gauge.Kept[]::new);
    gaugeLevels = new LevelIndex[gauges.length];
    for (int i = 0; i < gauges.length; i++) {
      gaugeLevels[i] = from.levels(gauges[i]).build();
    }
    turned = from.turned.toArray(Turned[]::new);
    joints = from.joints.toArray(Joint[]::new);
    whenSet = from.whenSet.toArray(Bound[]::new);
    whenNotSet = from.whenNotSet.toArray(Bound[]::new);
    whenText = new HashMap<>();
    from.whenText.forEach((text, bound) -> whenText.put(text, bound.toArray(Bound[]::new)));
    always = from.always.toArray(Bound[]::new);
  }

  /** The slot. */
  public int slot() {
    return slot;
  }

  /** Its share of {@link Bound#mask()}. */
  public long bit() {
    return Bound.bit(slot);
  }

  /**
   * Takes the slot's new value in.
   *
   * @param into gets what is quiet and may move now; not so what follows from several readings
   * @param together gets what looks at all readings of the message together
   */
  public void take(Latest latest, Candidates<Bound> into, Candidates<Joint> together) {
    collect(latest, into);
    double number = latest.number(slot);
    if (!Double.isNaN(number)) {
      for (int i = 0; i < gauges.length; i++) {
        gauges[i].take(latest, number, latest.at(slot));
        gaugeLevels[i].collect(gauges[i].read(latest), into);
      }
    }
    for (Turned one : turned) {
      one.take(latest);
    }
    together.addAll(joints);
  }

  /** Adds what is quiet and may move now by the slot's value alone; remembers nothing of it. */
  public void collect(Latest latest, Candidates<Bound> into) {
    long bits = latest.bits(slot);
    double number = Double.longBitsToDouble(bits);
    if (!Double.isNaN(number)) {
      levels.collect(number, into);
    } else if (bits == Values.ON) {
      into.addAll(whenSet);
    } else if (bits == Values.OFF) {
      into.addAll(whenNotSet);
    } else if (latest.object(slot) instanceof String text) {
      Bound[] equal = whenText.get(text);
      if (equal != null) {
        into.addAll(equal);
      }
    }
    into.addAll(always);
  }

  /** Gathers what looks at a slot. */
  static final class Builder {

    private final int slot;
    private final LevelIndex.Builder levels = new LevelIndex.Builder();
    private final Map<Gauge.Kept, LevelIndex.Builder> gauges = new HashMap<>();
    private final List<Turned> turned = new ArrayList<>();
    private final List<Joint> joints = new ArrayList<>();
    private final List<Bound> whenSet = new ArrayList<>();
    private final List<Bound> whenNotSet = new ArrayList<>();
    private final Map<String, List<Bound>> whenText = new HashMap<>();
    private final List<Bound> always = new ArrayList<>();

    Builder(int slot) {
      this.slot = slot;
    }

    void remember(Gauge.Kept gauge) {
      levels(gauge);
    }

    void remember(Turned one) {
      turned.add(one);
    }

    void remember(Joint joint) {
      joints.add(joint);
    }

    LevelIndex.Builder levels() {
      return levels;
    }

    LevelIndex.Builder levels(Gauge.Kept gauge) {
      return gauges.computeIfAbsent(gauge, _ -> new LevelIndex.Builder());
    }

    void whenFlag(boolean set, Bound bound) {
      (set ? whenSet : whenNotSet).add(bound);
    }

    void whenText(String text, Bound bound) {
      whenText.computeIfAbsent(text, _ -> new ArrayList<>()).add(bound);
    }

    void always(Bound bound) {
      always.add(bound);
    }

    SlotPlan build() {
      return new SlotPlan(this);
    }
  }
}
