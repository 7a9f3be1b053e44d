package io.fengsui.rules;

import io.fengsui.rules.definition.Scope;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * A device as rules know it.
 *
 * @param id the device's id
 * @param type key of its device type, for instance {@code smoke-detector}
 * @param tags what else it is called; never null
 * @param where in which places it stands
 * @param silentAfter how long it may say nothing before {@code silent: class} holds; positive
 */
public record Subject(
    String id, String type, Set<String> tags, Whereabouts where, Duration silentAfter) {
  private static final String PAIR = "pair.";

  public Subject {
    tags = Set.copyOf(tags);
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a subject needs an id");
    }
    if (!silentAfter.isPositive()) {
      throw new IllegalArgumentException(id + ": silentAfter must be positive: " + silentAfter);
    }
  }

  /**
   * Names what a rule keeps a state for beside devices: a place, or the pair that a tag such as
   * {@code pair.door-12} makes of all that have it; the first one if there are several. Empty if
   * the device belongs to none, or the rule is for devices.
   */
  public Optional<String> group(Scope per) {
    return per == Scope.PAIR
        ? tags.stream()
            .filter(tag -> tag.startsWith(PAIR))
            .min(Comparator.naturalOrder())
            .map(tag -> "pair:" + tag.substring(PAIR.length()))
        : where.place(per);
  }

  /** Without tags, of a grid cell and no place that is smaller. */
  public Subject(String id, String type, String grid, Duration silentAfter) {
    this(id, type, Set.of(), new Whereabouts(grid, "", "", ""), silentAfter);
  }
}
