package io.fengsui.hub.device;

import static java.lang.Math.PI;
import static java.lang.Math.abs;
import static java.lang.Math.cos;
import static java.lang.Math.sin;
import static java.lang.Math.sqrt;

import io.fengsui.hub.device.Crs.LatLon;

/** The shifts of GCJ-02 and BD-09, as the public formulas give them. */
final class ChinaOffset {

  /** Krasovsky 1940: semi-major axis in metres and eccentricity squared. */
  private static final double AXIS = 6378245.0;

  private static final double ECCENTRICITY = 0.006693421622965943;
  private static final double BAIDU_PI = PI * 3000.0 / 180.0;

  private ChinaOffset() {}

  /** Whether a point is within the box in which the shifts apply. */
  static boolean covers(LatLon point) {
    return point.longitude() >= 72.004
        && point.longitude() <= 137.8347
        && point.latitude() >= 0.8293
        && point.latitude() <= 55.8271;
  }

  /** WGS 84 to GCJ-02; a point outside China is unchanged. */
  static LatLon apply(LatLon point) {
    if (!covers(point)) {
      return point;
    }
    double x = point.longitude() - 105.0;
    double y = point.latitude() - 35.0;
    double radians = point.latitude() / 180.0 * PI;
    double magic = 1 - ECCENTRICITY * sin(radians) * sin(radians);
    double root = sqrt(magic);
    double north = north(x, y) * 180.0 / (AXIS * (1 - ECCENTRICITY) / (magic * root) * PI);
    double east = east(x, y) * 180.0 / (AXIS / root * cos(radians) * PI);
    return new LatLon(point.latitude() + north, point.longitude() + east);
  }

  /** GCJ-02 to BD-09. */
  static LatLon baidu(LatLon gcj) {
    double x = gcj.longitude();
    double y = gcj.latitude();
    double z = sqrt(x * x + y * y) + 0.00002 * sin(y * BAIDU_PI);
    double theta = Math.atan2(y, x) + 0.000003 * cos(x * BAIDU_PI);
    return new LatLon(z * sin(theta) + 0.006, z * cos(theta) + 0.0065);
  }

  private static double north(double x, double y) {
    double metres = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x));
    metres += (20.0 * sin(6.0 * x * PI) + 20.0 * sin(2.0 * x * PI)) * 2.0 / 3.0;
    metres += (20.0 * sin(y * PI) + 40.0 * sin(y / 3.0 * PI)) * 2.0 / 3.0;
    metres += (160.0 * sin(y / 12.0 * PI) + 320.0 * sin(y * PI / 30.0)) * 2.0 / 3.0;
    return metres;
  }

  private static double east(double x, double y) {
    double metres = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x));
    metres += (20.0 * sin(6.0 * x * PI) + 20.0 * sin(2.0 * x * PI)) * 2.0 / 3.0;
    metres += (20.0 * sin(x * PI) + 40.0 * sin(x / 3.0 * PI)) * 2.0 / 3.0;
    metres += (150.0 * sin(x / 12.0 * PI) + 300.0 * sin(x / 30.0 * PI)) * 2.0 / 3.0;
    return metres;
  }
}
