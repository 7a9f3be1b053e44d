package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.Protocol;
import java.time.InstantSource;

/** Devices behind an MQTT 5 broker that the hub joins as a client. */
public final class MqttClientProtocol implements Protocol<MqttClientSettings> {

  @Override
  public String name() {
    return "mqtt-client";
  }

  @Override
  public Class<MqttClientSettings> settings() {
    return MqttClientSettings.class;
  }

  @Override
  public Adapter adapter(MqttClientSettings settings) {
    return new MqttClientAdapter(settings, InstantSource.system());
  }
}
