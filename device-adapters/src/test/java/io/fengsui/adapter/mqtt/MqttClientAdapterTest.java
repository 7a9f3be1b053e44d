package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.AdapterContract;
import io.fengsui.adapter.Secret;
import io.fengsui.adapter.mqtt.convention.ConventionSettings;
import java.time.Duration;
import java.util.List;

class MqttClientAdapterTest extends AdapterContract {

  @Override
  protected Peer peer() {
    return new ScriptedBroker("hub/street/" + DEVICE + "/telemetry");
  }

  @Override
  protected Record settingsWith(Secret secret) {
    return new MqttClientSettings(
        "ssl://broker:8883",
        "fengsui",
        "hub",
        secret,
        "street",
        "",
        null,
        null,
        Duration.ofDays(1),
        100,
        1_000,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        List.of(),
        ConventionSettings.usual());
  }

  /** The broker did its part; what the hub rejects it need not send again. */
  @Override
  protected Answer whenRejected() {
    return Answer.ACKNOWLEDGED;
  }
}
