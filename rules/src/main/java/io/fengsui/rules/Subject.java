package io.fengsui.rules;

import java.time.Duration;
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
  public Subject {
    tags = Set.copyOf(tags);
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a subject needs an id");
    }
    if (!silentAfter.isPositive()) {
      throw new IllegalArgumentException(id + ": silentAfter must be positive: " + silentAfter);
    }
  }

  /** Without tags, of a grid cell and no place that is smaller. */
  public Subject(String id, String type, String grid, Duration silentAfter) {
    this(id, type, Set.of(), new Whereabouts(grid, "", "", ""), silentAfter);
  }
}
