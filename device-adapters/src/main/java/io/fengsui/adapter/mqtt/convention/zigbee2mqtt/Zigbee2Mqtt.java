package io.fengsui.adapter.mqtt.convention.zigbee2mqtt;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.mqtt.convention.Bounded;
import io.fengsui.adapter.mqtt.convention.Convention;
import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Findings;
import io.fengsui.adapter.mqtt.convention.Gathered;
import io.fengsui.adapter.mqtt.convention.Heard;
import io.fengsui.adapter.mqtt.convention.Node;
import io.fengsui.adapter.mqtt.convention.Ordered;
import io.fengsui.adapter.mqtt.convention.Parsed;
import io.fengsui.adapter.mqtt.convention.Publish;
import io.fengsui.adapter.mqtt.convention.Registered;
import io.fengsui.adapter.mqtt.convention.Times;
import io.fengsui.adapter.mqtt.convention.Written;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Zigbee2MQTT bridge (zigbee2mqtt.io, "MQTT topics and messages"). A device is registered with
 * its IEEE address, which stays when people rename it; the bridge itself, if at all, with its base
 * topic. Of {@code bridge/…} only the list, the state and events are read: others hold keys.
 */
public final class Zigbee2Mqtt implements Convention {

  private static final String AVAILABILITY = "/availability";

  private final String base;
  private final Registered registered;
  private final Map<String, ZigbeeDevice> byName = new Bounded<>(BridgeDevices.MAX_DEVICES);
  private final Map<String, ZigbeeDevice> byIeee = new Bounded<>(BridgeDevices.MAX_DEVICES);
  private final Map<DeviceId, String> addresses = new Bounded<>(BridgeDevices.MAX_DEVICES);

  /** What is waited for, by address. */
  private final Map<String, Writing.Awaited> awaited = new Bounded<>(BridgeDevices.MAX_DEVICES);

  /**
   * @param base the first levels of all topics, {@code zigbee2mqtt} unless the bridge is set
   *     otherwise
   */
  public Zigbee2Mqtt(String base, Registered registered) {
    this.base = base;
    this.registered = registered;
  }

  @Override
  public List<String> filters() {
    return List.of(base + "/#");
  }

  @Override
  public boolean owns(String topic) {
    return topic.length() > base.length() + 1
        && topic.startsWith(base)
        && topic.charAt(base.length()) == '/';
  }

  @Override
  public Optional<Heard> subscribes(String filter) {
    return owns(filter) ? Optional.of(Heard.CHILDRENS_CALLS) : Optional.empty();
  }

  @Override
  public List<Finding> hear(Publish publish) {
    String rest = publish.topic().substring(base.length() + 1);
    var findings = new Findings(publish);
    if (rest.startsWith("bridge/")) {
      bridge(rest.substring("bridge/".length()), publish, findings);
    } else if (publish.payload().length > 0) {
      device(rest, publish, findings);
    }
    return findings.all();
  }

  private void bridge(String rest, Publish publish, Findings findings) {
    switch (rest) {
      case "devices" -> devices(publish, findings);
      case "state" ->
          bridge().ifPresent(bridge -> presence(bridge, publish, "the bridge says so", findings));
      case "event" -> event(publish, findings);
      default -> {} // settings, logs, answers: not of devices
    }
  }

  private Optional<DeviceId> bridge() {
    return registered.find(base);
  }

  private void devices(Publish publish, Findings findings) {
    Optional<List<ZigbeeDevice>> list = BridgeDevices.read(publish.payload());
    if (list.isEmpty()) {
      findings.lost(null, Reason.MALFORMED, "bridge/devices is no list of devices");
      return;
    }
    findings.remember();
    byName.clear();
    byIeee.clear();
    DeviceId bridge = bridge().orElse(null);
    for (ZigbeeDevice device : list.get()) {
      byName.put(device.name(), device);
      byIeee.put(device.ieee(), device);
      if (registered.find(bridge, device.ieee()).isEmpty()) {
        findings.seen(bridge, device.ieee(), device.about());
      }
    }
  }

  private void event(Publish publish, Findings findings) {
    if (!(Parsed.of(publish.payload()) instanceof Parsed.Good(Node event))
        || !(event.get("data") instanceof Node.Members data)) {
      findings.lost(null, Reason.MALFORMED, "bridge/event is no event");
      return;
    }
    String ieee = data.text("ieee_address").toLowerCase(Locale.ROOT);
    String name = data.text("friendly_name");
    if (ieee.isEmpty()) {
      return;
    }
    DeviceId bridge = bridge().orElse(null);
    Optional<DeviceId> device = registered.find(bridge, ieee);
    if (event.text("type").equals("device_leave")) {
      device.ifPresent(gone -> findings.presence(gone, false, "it left the Zigbee network"));
    } else if (!name.isEmpty() && !byName.containsKey(name)) {
      var joined =
          new ZigbeeDevice(ieee, name, Map.of("convention", "zigbee2mqtt", "name", name), Map.of());
      byName.put(name, joined);
      byIeee.putIfAbsent(ieee, joined);
      if (device.isEmpty()) {
        findings.seen(bridge, ieee, joined.about());
      }
    }
  }

  /** Names may hold slashes, so they are looked up and not taken apart. */
  private void device(String rest, Publish publish, Findings findings) {
    if (byName.containsKey(rest)) {
      state(rest, publish, findings);
    } else if (rest.endsWith(AVAILABILITY)) {
      availability(rest.substring(0, rest.length() - AVAILABILITY.length()), publish, findings);
    } else if (!isBelowKnown(rest) && !isRequest(rest)) {
      state(rest, publish, findings);
    }
  }

  private boolean isBelowKnown(String rest) {
    for (int at = rest.indexOf('/'); at > 0; at = rest.indexOf('/', at + 1)) {
      if (byName.containsKey(rest.substring(0, at))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRequest(String rest) {
    return rest.endsWith("/set")
        || rest.endsWith("/get")
        || rest.contains("/set/")
        || rest.contains("/get/");
  }

  private void availability(String name, Publish publish, Findings findings) {
    find(ieee(name, null))
        .ifPresent(device -> presence(device, publish, "the bridge says so", findings));
  }

  private static void presence(
      DeviceId device, Publish publish, String because, Findings findings) {
    Node said = Parsed.of(publish.payload()) instanceof Parsed.Good(Node node) ? node : null;
    String state =
        said == null
            ? new String(publish.payload(), java.nio.charset.StandardCharsets.UTF_8)
            : said instanceof Node.Text(String text) ? text : said.text("state");
    switch (state) {
      case "online" -> findings.presence(device, true, because);
      case "offline" -> findings.presence(device, false, because);
      default ->
          findings.lost(device, Reason.MALFORMED, "an availability is neither online nor offline");
    }
  }

  private void state(String name, Publish publish, Findings findings) {
    switch (Parsed.of(publish.payload())) {
      case Parsed.Bad(var why) -> findings.lost(find(ieee(name, null)).orElse(null), why);
      case Parsed.Good(Node.Members state) -> {
        String ieee = ieee(name, state);
        Optional<DeviceId> device = find(ieee);
        if (device.isPresent()) {
          addresses.put(device.get(), ieee);
          state(device.get(), ieee, state, publish, findings);
        } else {
          ZigbeeDevice known = byIeee.get(ieee);
          var about =
              known == null ? Map.of("convention", "zigbee2mqtt", "name", name) : known.about();
          findings.unknown(bridge().orElse(null), ieee, about);
        }
      }
      case Parsed.Good _ ->
          findings.lost(
              find(ieee(name, null)).orElse(null), Reason.MALFORMED, "a state is no JSON object");
    }
  }

  private void state(
      DeviceId device, String ieee, Node.Members state, Publish publish, Findings findings) {
    Gathered gathered = ZigbeeState.gather(state);
    findings.said(device, Times.of(state.get("last_seen")), gathered);
    Writing.Awaited wanted = publish.retained() ? null : awaited.get(ieee);
    if (wanted != null && wanted.isMetBy(state)) {
      awaited.remove(ieee);
      findings.answered(wanted.key(), new CommandOutcome.Done(gathered.readings()));
    }
  }

  /** What a device is known by: its address, or its name as long as the list has not come. */
  private String ieee(String name, Node.@Nullable Members state) {
    ZigbeeDevice known = byName.get(name);
    if (known != null) {
      return known.ieee();
    }
    Node legacy = state == null ? null : state.get("device");
    String said = legacy == null ? "" : legacy.text("ieeeAddr");
    String found = said.isEmpty() ? name : said;
    return found.startsWith("0x") ? found.toLowerCase(Locale.ROOT) : found;
  }

  private Optional<DeviceId> find(String ieee) {
    return registered.find(bridge().orElse(null), ieee);
  }

  @Override
  public Optional<Ordered> order(Command command) {
    String ieee = addresses.get(command.device());
    if (ieee == null) {
      return Optional.empty();
    }
    ZigbeeDevice known = byIeee.get(ieee);
    Optional<Writing> writing = Writing.of(command, known);
    if (writing.isEmpty()) {
      return Optional.of(Ordered.Settled.unsupported());
    }
    String name = known == null ? ieee : known.name();
    String key = base + "/" + ieee;
    awaited.put(ieee, writing.get().awaited(key));
    String topic = base + "/" + name + "/" + writing.get().verb();
    return Optional.of(new Ordered.Send(topic, Written.of(writing.get().payload()), 1, key));
  }
}
