package io.fengsui.simulator.street;

import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.street.MqttLine.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Zigbee bridge in the manner of Zigbee2MQTT: says that it is there, and whom it hears. Its
 * reports are that it still is. All detectors are added before it is opened.
 */
final class Bridge implements Voice {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String BASE = "zigbee2mqtt/";
  private static final Word ONLINE = Word.of(BASE + "bridge/state", "{\"state\":\"online\"}");
  private static final Word OFFLINE = Word.of(BASE + "bridge/state", "{\"state\":\"offline\"}");

  private final MqttLine line;
  private final Map<String, String> names = new LinkedHashMap<>();

  Bridge(Registered known, MqttLine.Exchange exchange) {
    this.line = new MqttLine(known.login(), exchange, OFFLINE, () -> List.of(ONLINE, list()));
  }

  /** A detector that it hears from now on. */
  void add(String ieee, String name) {
    names.put(ieee, name);
  }

  private Word list() {
    List<Map<String, Object>> devices =
        names.entrySet().stream().map(each -> device(each.getKey(), each.getValue())).toList();
    return new Word(BASE + "bridge/devices", JSON.writeValueAsBytes(devices));
  }

  private static Map<String, Object> device(String ieee, String name) {
    return Map.of(
        "ieee_address",
        ieee,
        "friendly_name",
        name,
        "type",
        "EndDevice",
        "power_source",
        "Battery",
        "definition",
        Map.of("model", "SIM-SD1", "vendor", "Simulated", "description", "Smoke detector"));
  }

  /** What a detector says, under the name that people gave it. */
  CompletableFuture<Void> say(String name, Map<String, Object> state) {
    return line.say(new Word(BASE + name, JSON.writeValueAsBytes(state)));
  }

  @Override
  public CompletableFuture<Void> open() {
    return line.open();
  }

  @Override
  public boolean connected() {
    return line.connected();
  }

  @Override
  public CompletableFuture<Void> report(Map<String, Object> values, long at) {
    return line.say(ONLINE);
  }

  @Override
  public CompletableFuture<Void> babble() {
    return line.say(Word.of(BASE + "bridge/state", "half a sta"));
  }

  /** What cannot be read as a state, under a detector's name. */
  CompletableFuture<Void> babble(String name) {
    return line.say(Word.of(BASE + name, "{\"smoke\":"));
  }

  @Override
  public CompletableFuture<Void> close() {
    return line.close();
  }
}
