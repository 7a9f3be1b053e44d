package io.fengsui.simulator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real broker that is killed takes with it. */
class BrokerTest {
  private final CrashBook devices = new CrashBook();

  @Test
  void an_acknowledgement_that_a_device_reads_after_the_broker_died_is_forgiven_as_well(
      @TempDir Path folder) throws IOException, InterruptedException {
    try (var broker = Broker.start(folder, devices)) {
      broker.serves("es-1");
      devices.acknowledged("es-1", 1);

      var down = broker.kill();
      devices.acknowledged("es-1", 2);
      down.end();
      devices.acknowledged("es-1", 3);

      assertThat(broker.forgiven()).isEqualTo(2);
      assertThat(devices.page("es-1").owed().stream()).containsExactly(3);
    }
  }

  @Test
  void what_the_hub_had_acknowledged_to_the_broker_stays_owed(@TempDir Path folder)
      throws IOException, InterruptedException {
    try (var broker = Broker.start(folder, devices)) {
      broker.serves("es-1");
      devices.acknowledged("es-1", 1);
      broker.takenByHub().acknowledged("es-1", 1);

      broker.kill().end();

      assertThat(devices.page("es-1").owed().stream()).containsExactly(1);
    }
  }
}
