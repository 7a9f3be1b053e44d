package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.Protocol;
import java.time.InstantSource;

/** Devices that connect to the hub themselves over MQTT 3.1.1 or 5.0. */
public final class MqttProtocol implements Protocol<MqttSettings> {

  @Override
  public String name() {
    return "mqtt";
  }

  @Override
  public Class<MqttSettings> settings() {
    return MqttSettings.class;
  }

  @Override
  public Adapter adapter(MqttSettings settings) {
    return new MqttAdapter(settings, InstantSource.system());
  }
}
