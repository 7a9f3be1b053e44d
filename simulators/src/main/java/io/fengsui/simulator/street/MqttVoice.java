package io.fengsui.simulator.street;

import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.street.MqttLine.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/**
 * A device that speaks the hub's own topics: says that it is online when it is, and leaves word for
 * when it is not.
 */
final class MqttVoice implements Voice {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> NONSENSE =
      List.of(
          "\u0000\u0001 not json",
          "{\"values\":{\"smoke\":",
          "{\"values\":[1,2,3]}",
          "{\"values\":{\"battery\":1e999,\"temperature\":-4000}}",
          "{\"ts\":\"yesterday\",\"values\":{}}");

  private final MqttLine line;
  private final String telemetry;

  MqttVoice(Registered device, MqttLine.Exchange exchange) {
    String status = device.topicRoot() + "/status";
    this.telemetry = device.topicRoot() + "/telemetry";
    this.line =
        new MqttLine(
            device.login(),
            exchange,
            Word.of(status, "{\"state\":\"offline\"}"),
            () -> List.of(Word.of(status, "{\"state\":\"online\"}")));
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
    var body = new LinkedHashMap<String, Object>();
    body.put("ts", at);
    body.put("values", values);
    return line.say(new Word(telemetry, JSON.writeValueAsBytes(body)));
  }

  @Override
  public CompletableFuture<Void> babble() {
    return CompletableFuture.allOf(
        NONSENSE.stream()
            .map(text -> line.say(Word.of(telemetry, text)))
            .toArray(CompletableFuture[]::new));
  }

  @Override
  public CompletableFuture<Void> close() {
    return line.close();
  }
}
