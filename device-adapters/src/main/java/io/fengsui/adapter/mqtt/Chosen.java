package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Uplink;
import io.fengsui.adapter.mqtt.convention.Convention;
import io.fengsui.adapter.mqtt.convention.ConventionName;
import io.fengsui.adapter.mqtt.convention.ConventionSettings;
import io.fengsui.adapter.mqtt.convention.Conventions;
import io.fengsui.adapter.mqtt.convention.Registered;
import io.fengsui.adapter.mqtt.convention.homeassistant.HomeAssistant;
import io.fengsui.adapter.mqtt.convention.sparkplug.HostState;
import io.fengsui.adapter.mqtt.convention.sparkplug.Sparkplug;
import io.fengsui.adapter.mqtt.convention.tasmota.Tasmota;
import io.fengsui.adapter.mqtt.convention.thingsboard.ThingsBoard;
import io.fengsui.adapter.mqtt.convention.zigbee2mqtt.Zigbee2Mqtt;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The conventions that a link was set to understand. */
final class Chosen {

  private Chosen() {}

  /**
   * @param clock for the time of what the hub itself says, which some conventions ask for
   */
  static Conventions of(MqttClientSettings settings, Supplier<Uplink> hub, InstantSource clock) {
    var registered = new Registered(hub);
    return new Conventions(
        settings.conventions().stream()
            .flatMap(name -> of(name, settings.convention(), registered, clock))
            .toList());
  }

  private static Stream<Convention> of(
      ConventionName name,
      ConventionSettings settings,
      Registered registered,
      InstantSource clock) {
    return switch (name) {
      case ZIGBEE2MQTT ->
          settings.zigbee2mqttBases().stream().map(base -> new Zigbee2Mqtt(base, registered));
      case SPARKPLUG -> {
        var host = new HostState(settings.sparkplugHostId(), clock);
        yield Stream.of(
            new Sparkplug(settings.sparkplugGroup(), host, registered, clock, System::nanoTime));
      }
      case THINGSBOARD ->
          Stream.of(ThingsBoard.behindBroker(settings.thingsboardMounted(), registered));
      case TASMOTA ->
          Stream.of(
              new Tasmota(settings.tasmotaTopicFirst(), settings.tasmotaInputs(), registered));
      case HOME_ASSISTANT ->
          Stream.of(new HomeAssistant(settings.homeAssistantPrefix(), registered));
    };
  }
}
