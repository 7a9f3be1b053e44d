package io.fengsui.simulator.mqtt;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code thingsboard}: a gateway with detectors at the hub. */
@Command(
    name = "thingsboard",
    mixinStandardHelpOptions = true,
    description = "Smoke detectors behind a gateway in the manner of ThingsBoard, at the hub.")
public final class ThingsBoardCommand implements Callable<Integer> {

  @Mixin private MqttOptions options = new MqttOptions();

  @Option(
      names = "--access-token",
      required = true,
      description = "the gateway's device id, a colon, and its credential")
  private String accessToken = "";

  @Override
  public Integer call() throws InterruptedException {
    var clock = Clock.systemUTC();
    try (var gateway = ThingsBoardGateway.start(options.mqtt, "simulated-gateway", accessToken)) {
      for (int i = 1; i <= options.devices; i++) {
        gateway.connect("Detector " + i, "smoke");
      }
      for (int round = 1; round <= options.rounds; round++) {
        Map<String, Map<String, Object>> values = new LinkedHashMap<>();
        for (int i = 1; i <= options.devices; i++) {
          int smoke = i == 1 && round == options.fireIn ? 1 : 0;
          values.put("Detector " + i, Map.of("smoke", smoke, "battery", 90));
        }
        gateway.report(clock.millis(), values);
        options.pause(round);
      }
      return 0;
    } catch (IOException e) {
      System.err.println(options.mqtt + ": " + e.getMessage());
      return 3;
    }
  }
}
