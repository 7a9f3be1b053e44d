package io.fengsui.adapter.gb26875;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Gb26875FuzzTest {

  @Test
  void takes_whatever_comes() throws Exception {
    var fuzz = new Gb26875Fuzz(1);

    fuzz.run(30_000);

    assertThat(fuzz.frames()).isPositive();
    assertThat(fuzz.messages()).isPositive();
  }
}
