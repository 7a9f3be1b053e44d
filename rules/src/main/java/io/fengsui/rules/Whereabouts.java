package io.fengsui.rules;

import io.fengsui.rules.definition.Scope;
import java.util.Optional;

/**
 * In which places a device stands; empty where it is not known. A building's name counts within its
 * grid cell, a floor's within its building.
 *
 * @param grid code of the grid cell
 */
public record Whereabouts(String grid, String community, String building, String floor) {

  /**
   * Names the place that a rule keeps a state for, the same for all devices in it: {@code
   * building:330106001/3}. Empty if the device stands in no such place, or the rule is not for
   * places.
   */
  public Optional<String> place(Scope per) {
    return switch (per) {
      case DEVICE, PAIR -> Optional.empty();
      case GRID -> named("grid", grid);
      case COMMUNITY -> named("community", community);
      case BUILDING -> building.isEmpty() ? Optional.empty() : named("building", grid, building);
      case FLOOR ->
          building.isEmpty() || floor.isEmpty()
              ? Optional.empty()
              : named("floor", grid, building, floor);
    };
  }

  private static Optional<String> named(String kind, String... names) {
    String name = String.join("/", names);
    return name.isEmpty() ? Optional.empty() : Optional.of(kind + ":" + name);
  }
}
