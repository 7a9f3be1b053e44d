package io.fengsui.simulator.mqtt;

import io.fengsui.simulator.wire.Login;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code zigbee2mqtt}: a bridge with detectors at a broker. */
@Command(
    name = "zigbee2mqtt",
    mixinStandardHelpOptions = true,
    description = "Smoke detectors behind a bridge in the manner of Zigbee2MQTT, at a broker.")
public final class ZigbeeCommand implements Callable<Integer> {

  @Mixin private MqttOptions options = new MqttOptions();

  @Option(names = "--base", defaultValue = "zigbee2mqtt", description = "first topic level")
  private String base = "zigbee2mqtt";

  @Option(names = "--user", defaultValue = "")
  private String user = "";

  @Option(names = "--password", defaultValue = "")
  private String password = "";

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> detectors = new LinkedHashMap<>();
    for (int i = 1; i <= options.devices; i++) {
      detectors.put("0x%016x".formatted(i), "detector/" + i);
    }
    var login = new Login("simulated-bridge", user, password);
    try (var bridge = ZigbeeBridge.start(options.mqtt, login, base, detectors)) {
      for (int round = 1; round <= options.rounds; round++) {
        int each = 0;
        for (String ieee : detectors.keySet()) {
          bridge.report(ieee, each++ == 0 && round == options.fireIn, 90);
        }
        options.pause(round);
      }
      return 0;
    } catch (IOException e) {
      System.err.println(options.mqtt + ": " + e.getMessage());
      return 3;
    }
  }
}
