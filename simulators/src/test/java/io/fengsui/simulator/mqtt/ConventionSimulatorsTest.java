package io.fengsui.simulator.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.simulator.Mosquitto;
import io.fengsui.simulator.wire.Login;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pretend bridges say, as a broker's own client hears it. */
class ConventionSimulatorsTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Login ANYBODY = new Login("sim", "sim", "sim");

  @TempDir Path folder;

  @Test
  void a_bridge_tells_of_its_detectors_and_what_they_smell() throws Exception {
    try (var broker = Mosquitto.start(folder);
        var bridge =
            ZigbeeBridge.start(
                broker.address(), ANYBODY, "zigbee2mqtt", Map.of("0x01", "hall/1"))) {
      bridge.report("0x01", true, 80);
      bridge.available("0x01", true);
      try (var kept = broker.subscribe("zigbee2mqtt/#", 4, LIMIT)) {
        assertThat(kept.lines())
            .anyMatch(line -> line.startsWith("zigbee2mqtt/bridge/devices [{"))
            .anyMatch(line -> line.equals("zigbee2mqtt/bridge/state {\"state\":\"online\"}"))
            .anyMatch(line -> line.startsWith("zigbee2mqtt/hall/1 {\"smoke\":true,\"battery\":80"))
            .anyMatch(line -> line.startsWith("zigbee2mqtt/hall/1/availability "));
      }
    }
  }

  @Test
  void a_gateway_reports_its_devices_with_their_time() throws Exception {
    try (var broker = Mosquitto.start(folder);
        var heard = broker.subscribe("v1/gateway/#", 2, LIMIT);
        var gateway = ThingsBoardGateway.start(broker.address(), ANYBODY)) {
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                gateway.connect("Detector 1", "smoke");
                return heard.process().getInputStream().available() > 0;
              });
      gateway.report(1_767_225_600_000L, Map.of("Detector 1", Map.of("smoke", 1)));

      assertThat(heard.lines()).anyMatch(line -> line.startsWith("v1/gateway/connect {"));
    }
  }
}
