package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.DeviceId;
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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The conventions that a link was set to understand, or a device was registered with. */
final class Chosen {

  private Chosen() {}

  /**
   * Of all that is behind a broker.
   *
   * @param clock for the time of what the hub itself says, which some conventions ask for
   */
  static Conventions of(MqttClientSettings settings, Supplier<Uplink> hub, InstantSource clock) {
    return new Conventions(
        settings.conventions().stream()
            .flatMap(name -> of(name, settings.convention(), hub, clock))
            .toList());
  }

  private static Stream<Convention> of(
      ConventionName name, ConventionSettings settings, Supplier<Uplink> hub, InstantSource clock) {
    var registered = Registered.behindBroker(hub, name);
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
      case TASMOTA -> Stream.of(tasmota(settings, registered));
      case HOME_ASSISTANT ->
          Stream.of(new HomeAssistant(settings.homeAssistantPrefix(), registered));
    };
  }

  /** Of one that signed in: those of the link, and the one that its address names. */
  static Conventions of(MqttSettings settings, DeviceId self, Uplink hub) {
    String address = hub.address(self).orElse("");
    Set<ConventionName> names = new LinkedHashSet<>();
    ConventionName.namedBy(address).ifPresent(names::add);
    names.addAll(settings.conventions());
    return new Conventions(
        names.stream().flatMap(name -> of(name, settings, self, address, hub)).toList());
  }

  private static Stream<Convention> of(
      ConventionName name, MqttSettings settings, DeviceId self, String address, Uplink hub) {
    var registered = Registered.of(self, hub, name);
    return switch (name) {
      case THINGSBOARD -> Stream.of(ThingsBoard.of(self, registered));
      case TASMOTA -> Stream.of(tasmota(settings.convention(), registered));
      case ZIGBEE2MQTT ->
          bases(settings.convention(), address).stream()
              .map(base -> new Zigbee2Mqtt(base, registered));
      case HOME_ASSISTANT, SPARKPLUG -> Stream.of(); // need a broker that keeps what was announced
    };
  }

  /** A bridge may be registered with a base topic of its own. */
  private static List<String> bases(ConventionSettings settings, String address) {
    List<String> bases = new ArrayList<>(settings.zigbee2mqttBases());
    ConventionName.namedBy(address)
        .filter(name -> name == ConventionName.ZIGBEE2MQTT)
        .map(_ -> ConventionName.rest(address))
        .filter(ConventionSettings::isTopic)
        .filter(base -> !bases.contains(base))
        .ifPresent(bases::addFirst);
    return bases;
  }

  private static Tasmota tasmota(ConventionSettings settings, Registered registered) {
    return new Tasmota(settings.tasmotaTopicFirst(), settings.tasmotaInputs(), registered);
  }
}
