package io.fengsui.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource({
    "149, °F, Cel, 65",
    "149, [degF], Cel, 65",
    "0, K, Cel, -273.15",
    "65, ℃, Cel, 65",
    "3300, mV, V, 3.3",
    "2, bar, kPa, 200",
    "0.2, MPa, kPa, 200",
    "1.5, m, cm, 150",
    "500, ppb, [ppm], 0.5",
    "0.2, 1, %, 20",
    "35, µg/m3, ug/m3, 35",
    "0.05, mg/m³, ug/m3, 50",
    "36, km/h, m/s, 10",
    "30, mA, A, 0.03"
  })
  void converts(double amount, String from, String to, double expected) {
    assertThat(Units.convert(amount, from, to)).hasValue(expected);
  }

  @ParameterizedTest
  @CsvSource({"%, Cel", "%, %{LEL}", "dB, dB/m", "V, A", "W, W.h", "furlong, m", "Cel, ''"})
  void refuses_what_measures_something_else(String from, String to) {
    assertThat(Units.convert(1, from, to)).isEmpty();
  }

  @Test
  void how_far_two_temperatures_are_apart_knows_no_zero() {
    assertThat(Units.convertDifference(9, "[degF]", "Cel")).hasValue(5);
    assertThat(Units.convertDifference(5, "K", "Cel")).hasValue(5);
  }
}
