package io.fengsui.rules.evaluation;

import io.fengsui.rules.definition.Zone;
import java.util.List;

/** A zone, made ready to be asked for many positions. */
sealed interface Area {

  /** Whether the point, in degrees, is in it. */
  boolean contains(double latitude, double longitude);

  /** The area of a zone. */
  static Area of(Zone zone) {
    return switch (zone) {
      case Zone.Circle(_, Zone.Corner centre, double metres) ->
          new Disc(centre.latitude(), centre.longitude(), metres);
      case Zone.Polygon(_, List<Zone.Corner> corners) ->
          new Outline(
              corners.stream().mapToDouble(Zone.Corner::latitude).toArray(),
              corners.stream().mapToDouble(Zone.Corner::longitude).toArray());
    };
  }

  /** What is at most so many metres away, on a sphere of the earth's mean radius. */
  record Disc(double latitude, double longitude, double metres) implements Area {

    private static final double EARTH = 6_371_008.8;

    @Override
    public boolean contains(double north, double east) {
      double up = Math.sin(Math.toRadians(north - latitude) / 2);
      double along = Math.sin(Math.toRadians(east - longitude) / 2);
      double cosines = Math.cos(Math.toRadians(latitude)) * Math.cos(Math.toRadians(north));
      double half = Math.sqrt(up * up + cosines * along * along);
      return 2 * EARTH * Math.asin(Math.min(1, half)) <= metres;
    }
  }

  /** What a line surrounds: a ray to the east crosses it an odd number of times. */
  final class Outline implements Area {

    private final double[] latitudes;
    private final double[] longitudes;
    private double south = Double.POSITIVE_INFINITY;
    private double north = Double.NEGATIVE_INFINITY;

    private Outline(double[] latitudes, double[] longitudes) {
      this.latitudes = latitudes;
      this.longitudes = longitudes;
      for (double latitude : latitudes) {
        south = Math.min(south, latitude);
        north = Math.max(north, latitude);
      }
    }

    @Override
    public boolean contains(double latitude, double longitude) {
      if (latitude < south || latitude > north) {
        return false;
      }
      boolean inside = false;
      int before = latitudes.length - 1;
      for (int i = 0; i < latitudes.length; before = i++) {
        double up = latitudes[i];
        double down = latitudes[before];
        if (up > latitude != down > latitude) {
          double share = (latitude - up) / (down - up);
          double crossing = longitudes[i] + share * (longitudes[before] - longitudes[i]);
          inside ^= longitude < crossing;
        }
      }
      return inside;
    }
  }
}
