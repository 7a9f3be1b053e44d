package io.fengsui.rules.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What to watch for, and what people are told.
 *
 * @param id lower-case letters, digits and hyphens; unique
 * @param title what happened, a few words
 * @param per what it keeps one state for each of; a rule for places looks at {@link
 *     Measure.Members} only
 * @param selection which devices it watches; for a rule for places, all that count in any way
 * @param levels the least grave first, each graver than the one before; at least one
 * @param variants where levels are others; the first that fits a device counts
 * @param keepFor how long no level's condition must hold before the alarm comes down
 * @param flapping when it flaps; empty if nobody minds
 * @param guard a CEL expression over metrics that must be true besides a level's condition; looked
 *     at only when that holds
 * @param secondary if this holds when the alarm goes up, it only follows another one's
 * @param task whether somebody must go there
 * @param category code of the kind of event, for instance {@code fire}
 * @param advice what the officer does
 * @param shadow it only counts what it would raise
 */
public record Rule(
    String id,
    Label title,
    Scope per,
    Selection selection,
    List<Level> levels,
    List<Variant> variants,
    Duration keepFor,
    Optional<Flapping> flapping,
    Optional<String> guard,
    Optional<Condition> secondary,
    boolean task,
    String category,
    Label advice,
    boolean shadow) {
  public Rule {
    levels = List.copyOf(levels);
    variants = List.copyOf(variants);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException(id + " has no level");
    }
    if (keepFor.isNegative()) {
      throw new IllegalArgumentException(id + ": keepFor may not be negative");
    }
  }

  /** How grave its alarms are at first: the severity of the lowest level. */
  public Severity severity() {
    return levels.getFirst().severity();
  }

  /** The same rule, in shadow or armed. */
  public Rule inShadow(boolean counts) {
    return counts == shadow
        ? this
        : new Rule(
            id, title, per, selection, levels, variants, keepFor, flapping, guard, secondary, task,
            category, advice, counts);
  }

  /**
   * Whether alarms of {@code other} may go on as alarms of this rule: it raises and clears in the
   * same way, whatever its texts say.
   */
  public boolean behavesLike(Rule other) {
    return id.equals(other.id)
        && per == other.per
        && selection.equals(other.selection)
        && levels.equals(other.levels)
        && variants.equals(other.variants)
        && keepFor.equals(other.keepFor)
        && flapping.equals(other.flapping)
        && guard.equals(other.guard)
        && secondary.equals(other.secondary)
        && shadow == other.shadow;
  }
}
