package io.fengsui.rules.definition;

import java.util.List;

/** An area on earth, WGS 84. */
public sealed interface Zone {

  /** How people call it. */
  String name();

  /**
   * Inside a line of at least three corners that does not cross itself, at most 1,000; smaller than
   * half the earth, not across the 180th meridian.
   */
  record Polygon(String name, List<Corner> corners) implements Zone {
    public Polygon {
      corners = List.copyOf(corners);
      if (corners.size() < 3) {
        throw new IllegalArgumentException(name + " has " + corners.size() + " corners");
      }
    }
  }

  /**
   * Within a distance of a point.
   *
   * @param metres positive, at most 100,000
   */
  record Circle(String name, Corner centre, double metres) implements Zone {}

  /** Degrees north and east. */
  record Corner(double latitude, double longitude) {}
}
