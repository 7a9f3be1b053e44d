package io.fengsui.hub.proving;

import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.Place;

/**
 * Which places a walk test is of; what is empty may be any.
 *
 * @param grid code of the grid cell, or how it begins
 */
public record Zone(String grid, String community, String street, String building, String floor) {

  /** Whether it says nothing. */
  public boolean saysNothing() {
    return (grid + community + street + building + floor).isEmpty();
  }

  boolean contains(Device device) {
    Place place = device.place();
    return place.grid().startsWith(grid)
        && fits(community, place.community())
        && fits(street, place.street())
        && fits(building, place.building())
        && fits(floor, place.floor());
  }

  private static boolean fits(String wanted, String is) {
    return wanted.isEmpty() || wanted.equals(is);
  }
}
