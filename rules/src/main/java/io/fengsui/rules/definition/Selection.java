package io.fengsui.rules.definition;

import java.time.Duration;
import java.util.Set;

/**
 * Which devices are meant: those that fit each of the sets that is not empty.
 *
 * @param types keys of device types
 * @param tags at least one of these
 * @param grids beginnings of grid codes: a subtree each
 * @param classes supervision classes, by their limit
 * @param devices ids
 */
public record Selection(
    Set<String> types,
    Set<String> tags,
    Set<String> grids,
    Set<Duration> classes,
    Set<String> devices) {

  /** All devices. */
  public static final Selection ALL =
      new Selection(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  public Selection {
    types = Set.copyOf(types);
    tags = Set.copyOf(tags);
    grids = Set.copyOf(grids);
    classes = Set.copyOf(classes);
    devices = Set.copyOf(devices);
  }

  /** All devices of these types. */
  public static Selection ofTypes(Set<String> types) {
    return new Selection(types, Set.of(), Set.of(), Set.of(), Set.of());
  }
}
