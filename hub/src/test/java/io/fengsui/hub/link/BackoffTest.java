package io.fengsui.hub.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void doubles_up_to_the_most() {
    var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), () -> 0);

    assertThat(Stream.generate(backoff::pause).limit(8).map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
  }

  @Test
  void begins_anew_when_what_was_tried_worked_for_ten_times_the_least_pause() {
    var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), () -> 0);
    Stream.generate(backoff::pause).limit(6).forEach(_ -> {});

    backoff.worked(Duration.ofMillis(9_999));
    assertThat(backoff.pause()).isEqualTo(Duration.ofSeconds(60));

    backoff.worked(Duration.ofSeconds(10));
    assertThat(backoff.pause()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void is_shortened_at_random_by_up_to_a_half() {
    var backoff = new Backoff(Duration.ofSeconds(4), Duration.ofSeconds(60), () -> 1);

    assertThat(backoff.pause()).isEqualTo(Duration.ofSeconds(2));
  }
}
