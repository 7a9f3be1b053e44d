package io.fengsui.simulator.scenario;

/**
 * A device at its place.
 *
 * @param key building number, floor and room, unique in the scenario: {@code 3/2/走廊}
 * @param name what the hub shows
 * @param behind key of the post that it hangs on and speaks through; empty if it speaks itself
 * @param latitude degrees north, WGS 84
 * @param longitude degrees east, WGS 84
 */
public record Post(
    String key,
    Kind kind,
    String name,
    String grid,
    String community,
    String street,
    String building,
    int floor,
    String room,
    String behind,
    double latitude,
    double longitude) {

  /** True if both are on one floor of one building. */
  public boolean sharesFloor(Post other) {
    return building.equals(other.building) && floor == other.floor;
  }
}
