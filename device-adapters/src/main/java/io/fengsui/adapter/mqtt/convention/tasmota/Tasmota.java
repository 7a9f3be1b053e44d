package io.fengsui.adapter.mqtt.convention.tasmota;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Metrics;
import io.fengsui.adapter.Metrics.Metric;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.mqtt.convention.AnyOf;
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
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tasmota devices. One is registered with its topic; a Zigbee device behind a bridge with its name
 * below the bridge, or of the link, since its short address changes when it joins again. Tasmota's
 * own time has no zone and is not believed.
 */
public final class Tasmota implements Convention {

  private static final int MAX_DEVICES = 10_000;

  private final boolean topicFirst;
  private final Map<String, Metric> inputs = new HashMap<>();
  private final Registered registered;
  private final TasmotaCommands commands;
  private final Map<DeviceId, AnyOf> flags = new Bounded<>(MAX_DEVICES);
  private final Map<DeviceId, Integer> zoneTypes = new Bounded<>(MAX_DEVICES);

  /**
   * @param topicFirst whether the topics are {@code %topic%/%prefix%/} rather than the usual order
   * @param inputs {@code INPUT=METRIC} or {@code TOPIC/INPUT=METRIC}
   */
  public Tasmota(boolean topicFirst, List<String> inputs, Registered registered) {
    this.topicFirst = topicFirst;
    this.registered = registered;
    this.commands = new TasmotaCommands(topicFirst);
    for (String input : inputs) {
      int at = input.lastIndexOf('=');
      Metrics.find(input.substring(at + 1))
          .ifPresent(metric -> this.inputs.put(input.substring(0, at), metric));
    }
  }

  @Override
  public List<String> filters() {
    return topicFirst ? List.of("+/tele/+", "+/stat/+") : List.of("tele/#", "stat/#");
  }

  @Override
  public boolean owns(String topic) {
    return TasmotaTopic.parse(topic, topicFirst).isPresent();
  }

  @Override
  public Optional<Heard> subscribes(String filter) {
    boolean ours = topicFirst ? filter.contains("/cmnd/") : filter.startsWith("cmnd/");
    return ours ? Optional.of(Heard.OWN_CALLS) : Optional.empty();
  }

  @Override
  public List<Finding> hear(Publish publish) {
    var findings = new Findings(publish);
    TasmotaTopic topic = TasmotaTopic.parse(publish.topic(), topicFirst).orElseThrow();
    if (publish.payload().length > 0) {
      hear(topic, publish, findings);
    }
    return findings.all();
  }

  private void hear(TasmotaTopic topic, Publish publish, Findings findings) {
    switch (topic.kind()) {
      case "LWT" -> lastWill(topic, publish, findings);
      case "SENSOR", "STATE", "RESULT" -> state(topic, publish, findings);
      case "STATUS8", "STATUS10" -> {
        if (topic.prefix().equals("stat")) {
          state(topic, publish, findings);
        }
      }
      default -> {} // single values that RESULT has too, logs, versions
    }
  }

  private void lastWill(TasmotaTopic topic, Publish publish, Findings findings) {
    Optional<DeviceId> device = registered.find(topic.topic());
    String word = new String(publish.payload(), StandardCharsets.UTF_8);
    boolean online = word.equals("Online");
    if (device.isEmpty()) {
      if (online) {
        findings.seen(null, topic.topic(), about(topic.topic()));
      }
    } else if (online || word.equals("Offline")) {
      findings.presence(device.get(), online, online ? "it says so" : "its will says so");
    } else {
      findings.lost(device.get(), Reason.MALFORMED, "an LWT is neither Online nor Offline");
    }
  }

  private void state(TasmotaTopic topic, Publish publish, Findings findings) {
    switch (Parsed.of(publish.payload())) {
      case Parsed.Bad(var why) -> findings.lost(registered.find(topic.topic()).orElse(null), why);
      case Parsed.Good(Node.Members said) -> {
        if (said.get("ZbReceived") instanceof Node.Members received) {
          received.all().forEach((address, node) -> zigbee(topic, address, node, findings));
        } else {
          own(topic, said, publish.retained(), findings);
        }
      }
      case Parsed.Good _ ->
          findings.lost(
              registered.find(topic.topic()).orElse(null),
              Reason.MALFORMED,
              "the payload is no JSON object");
    }
  }

  private void own(TasmotaTopic topic, Node.Members said, boolean retained, Findings findings) {
    Optional<DeviceId> device = registered.find(topic.topic());
    Node.Members state = said.get("StatusSNS") instanceof Node.Members inner ? inner : said;
    if (device.isEmpty()) {
      if (topic.prefix().equals("tele")) {
        findings.unknown(null, topic.topic(), about(topic.topic()));
      }
      return;
    }
    commands.heard(device.get(), topic);
    Function<String, Optional<Metric>> meaning =
        name ->
            Optional.ofNullable(inputs.getOrDefault(topic.topic() + "/" + name, inputs.get(name)));
    AnyOf up = flags.computeIfAbsent(device.get(), none -> new AnyOf());
    Gathered gathered = SensorState.gather(state, meaning, up);
    findings.said(device.get(), null, gathered);
    if (topic.prefix().equals("stat") && !retained) {
      commands.answered(topic, said, gathered, findings);
    }
  }

  /** The bridge is the topic, or in the layouts with a topic for each device the one above. */
  private void zigbee(TasmotaTopic topic, String address, Node node, Findings findings) {
    if (!(node instanceof Node.Members said)) {
      findings.lost(null, Reason.MALFORMED, "ZbReceived has no object for a device");
      return;
    }
    String name = said.text("Name").isEmpty() ? address : said.text("Name");
    DeviceId bridge =
        registered
            .find(topic.topic())
            .or(() -> topic.above().flatMap(above -> registered.find(above.topic())))
            .orElse(null);
    Optional<DeviceId> device = registered.find(bridge, name);
    if (device.isEmpty()) {
      Map<String, String> about = new HashMap<>(about(name));
      about.put("bridge", topic.topic());
      if (!said.text("ModelId").isEmpty()) {
        about.put("model", said.text("ModelId"));
      }
      findings.unknown(bridge, name, about);
      return;
    }
    int told = ZigbeeReceived.zoneType(said);
    if (told >= 0) {
      zoneTypes.put(device.get(), told);
    }
    int type = zoneTypes.getOrDefault(device.get(), IasZone.UNKNOWN);
    findings.said(device.get(), null, ZigbeeReceived.gather(said, type));
  }

  private static Map<String, String> about(String name) {
    return Map.of("convention", "tasmota", "name", name);
  }

  @Override
  public Optional<Ordered> order(Command command) {
    return commands.order(command);
  }
}
