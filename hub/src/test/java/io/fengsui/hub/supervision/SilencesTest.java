package io.fengsui.hub.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.device.SupervisionClass;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SilencesTest {

  private static final Instant QUIET = Instant.parse("2026-11-01T08:00:00Z");
  private static final DeviceId DEVICE = new DeviceId("sd-1");
  private static final SupervisionClass CLASS = SupervisionClass.S180;

  private final ReportingTimes times = new ReportingTimes(new SimpleMeterRegistry());
  private final Silences silences = new Silences(times);

  @Test
  void a_silence_that_health_shows_early_is_told_when_its_event_says_so() {
    silences.shown(DEVICE, QUIET, at(71), CLASS, false);
    silences.settle(at(140));
    silences.stored(DEVICE.value(), at(170));

    assertThat(figures().count()).isOne();
    assertThat(figures().max()).isEqualTo(170_000);
  }

  @Test
  void without_a_rule_that_tells_of_it_health_alone_counts() {
    silences.shown(DEVICE, QUIET, at(71), CLASS, false);
    silences.settle(at(400));

    assertThat(figures().max()).isEqualTo(71_000);
  }

  private ReportingTimes.Figures figures() {
    return times.figures().stream()
        .filter(each -> each.supervision() == CLASS)
        .findFirst()
        .orElseThrow();
  }

  private static Instant at(long seconds) {
    return QUIET.plus(Duration.ofSeconds(seconds));
  }
}
