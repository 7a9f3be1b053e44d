package io.fengsui.adapter.coap;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class PayloadReaderFuzzTest {

  @Test
  void a_short_run_throws_nothing() {
    assertThatCode(() -> PayloadReaderFuzz.run(100_000, 7)).doesNotThrowAnyException();
  }
}
