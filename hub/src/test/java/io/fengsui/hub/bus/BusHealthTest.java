package io.fengsui.hub.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.unit.DataSize;

class BusHealthTest {

  @TempDir private Path folder;

  @Test
  void is_up_while_both_lanes_take_messages_and_says_why_not() throws Exception {
    var settings =
        new BusProperties(DataSize.ofMegabytes(1), Duration.ofDays(7), DataSize.ofGigabytes(2));
    var bus = new LocalBus(folder, settings, new HandClock().time(), new SimpleMeterRegistry());
    var indicator = new BusConfiguration().busHealthIndicator(bus);

    Health open = Objects.requireNonNull(indicator.health());
    bus.close();
    Health closed = Objects.requireNonNull(indicator.health());

    assertThat(open.getStatus()).isEqualTo(Status.UP);
    assertThat(closed.getStatus()).isEqualTo(Status.DOWN);
    assertThat(closed.getDetails())
        .containsEntry("life-safety", "closed")
        .containsEntry("telemetry", "closed");
  }
}
