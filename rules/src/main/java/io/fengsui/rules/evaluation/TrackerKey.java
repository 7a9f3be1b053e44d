package io.fengsui.rules.evaluation;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Flapping;
import io.fengsui.rules.definition.Measure;
import io.fengsui.rules.definition.Selection;

/** What a {@link Tracker} tracks; it goes on where the same is tracked. */
public sealed interface TrackerKey {

  /**
   * A measure.
   *
   * @param of which devices its rule watches, if that matters; else all
   */
  record OfMeasure(Measure measure, Selection of) implements TrackerKey {}

  /** A condition; as {@link OfMeasure}. */
  record OfCondition(Condition condition, Selection of) implements TrackerKey {}

  /** The usual spans between messages. */
  record OfHabit() implements TrackerKey {}

  /** When the alarms of a rule went up. */
  record OfAlarms(String rule, Flapping flapping) implements TrackerKey {}
}
