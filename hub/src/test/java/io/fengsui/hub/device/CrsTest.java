package io.fengsui.hub.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.device.Crs.LatLon;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrsTest {

  private static final double METRES_PER_DEGREE = 111_320;

  /** Points that many public converters give, to about a metre. */
  @ParameterizedTest
  @CsvSource({
    "31.1774276, 121.5272106, 31.17530398364597, 121.531541859215",
    "22.543847, 113.912316, 22.540796131694766, 113.9171764808363",
    "39.911954, 116.377817, 39.91334545536069, 116.38404722455657"
  })
  void gcj02_is_shifted_as_others_shift_it(double lat, double lon, double gcjLat, double gcjLon) {
    LatLon shifted = Crs.GCJ02.fromWgs84(new LatLon(lat, lon));

    assertThat(metres(shifted, new LatLon(gcjLat, gcjLon))).isLessThan(0.01);
  }

  @Test
  void bd09_is_shifted_as_others_shift_it() {
    LatLon baidu = ChinaOffset.baidu(new LatLon(39.915, 116.404));

    assertThat(metres(baidu, new LatLon(39.92133699351021, 116.41036949371029))).isLessThan(0.01);
  }

  @Property(tries = 200)
  void going_there_and_back_ends_within_a_tenth_of_a_metre(
      @ForAll @DoubleRange(min = 18, max = 53) double latitude,
      @ForAll @DoubleRange(min = 74, max = 134) double longitude) {
    var point = new LatLon(latitude, longitude);

    for (Crs crs : Crs.values()) {
      assertThat(metres(crs.toWgs84(crs.fromWgs84(point)), point)).as(crs.name()).isLessThan(0.1);
    }
  }

  @Test
  void a_point_outside_china_stays_where_it_is() {
    var paris = new LatLon(48.8566, 2.3522);

    assertThat(Crs.GCJ02.toWgs84(paris)).isEqualTo(paris);
    assertThat(Crs.BD09.toWgs84(paris)).isEqualTo(paris);
  }

  @Test
  void a_system_is_known_by_the_ways_people_write_it() {
    assertThat(Crs.of("GCJ-02")).contains(Crs.GCJ02);
    assertThat(Crs.of("cgcs2000")).contains(Crs.CGCS2000);
    assertThat(Crs.of("mars")).isEmpty();
  }

  private static double metres(LatLon a, LatLon b) {
    double north = (a.latitude() - b.latitude()) * METRES_PER_DEGREE;
    double east =
        (a.longitude() - b.longitude())
            * METRES_PER_DEGREE
            * Math.cos(Math.toRadians(a.latitude()));
    return Math.hypot(north, east);
  }
}
