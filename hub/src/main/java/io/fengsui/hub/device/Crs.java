package io.fengsui.hub.device;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A coordinate system that maps and people in China use. Positions are stored as WGS 84; a position
 * without its system can be off by 500 metres, which is another street.
 */
public enum Crs {
  WGS84 {
    @Override
    LatLon fromWgs84(LatLon point) {
      return point;
    }
  },
  /** The national datum; differs from WGS 84 by centimetres, which does not matter here. */
  CGCS2000 {
    @Override
    LatLon fromWgs84(LatLon point) {
      return point;
    }
  },
  /** What Chinese maps show: WGS 84 shifted within China. */
  GCJ02 {
    @Override
    LatLon fromWgs84(LatLon point) {
      return ChinaOffset.apply(point);
    }
  },
  /** Baidu's: GCJ-02 shifted once more, within China. */
  BD09 {
    @Override
    LatLon fromWgs84(LatLon point) {
      return ChinaOffset.covers(point) ? ChinaOffset.baidu(ChinaOffset.apply(point)) : point;
    }
  };

  private static final int ROUNDS = 30;

  /** About a tenth of a millimetre. */
  private static final double PRECISE = 1e-9;

  /** Degrees north and east. */
  public record LatLon(double latitude, double longitude) {}

  /** The system with a name as people write it: {@code gcj02}, {@code GCJ-02}. */
  public static Optional<Crs> of(String name) {
    String plain = name.toUpperCase(Locale.ROOT).replaceAll("[-_ ]", "");
    return Arrays.stream(values()).filter(crs -> crs.name().equals(plain)).findFirst();
  }

  abstract LatLon fromWgs84(LatLon point);

  /**
   * The same point in WGS 84. The shifts have no closed inverse, so the WGS 84 point is sought
   * whose shift is the given one; it converges within a few rounds.
   */
  public LatLon toWgs84(LatLon point) {
    double latitude = point.latitude();
    double longitude = point.longitude();
    for (int round = 0; round < ROUNDS; round++) {
      LatLon shifted = fromWgs84(new LatLon(latitude, longitude));
      double south = shifted.latitude() - point.latitude();
      double west = shifted.longitude() - point.longitude();
      latitude -= south;
      longitude -= west;
      if (Math.abs(south) < PRECISE && Math.abs(west) < PRECISE) {
        break;
      }
    }
    return new LatLon(latitude, longitude);
  }
}
