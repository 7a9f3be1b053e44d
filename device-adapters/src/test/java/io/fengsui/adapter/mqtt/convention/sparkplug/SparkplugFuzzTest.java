package io.fengsui.adapter.mqtt.convention.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The bounded run of {@link SparkplugFuzz}. */
class SparkplugFuzzTest {

  @Test
  void a_hundred_thousand_inputs_do_no_harm() {
    assertThat(new SparkplugFuzz(2026).run(100_000)).isPositive();
  }
}
