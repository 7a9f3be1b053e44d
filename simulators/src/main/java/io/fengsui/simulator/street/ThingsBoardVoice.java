package io.fengsui.simulator.street;

import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.street.MqttLine.Word;
import io.fengsui.simulator.wire.Login;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/** A device made for ThingsBoard: it signs in with a token alone and tells of itself as "me". */
final class ThingsBoardVoice implements Voice {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TELEMETRY = "v1/devices/me/telemetry";

  private final MqttLine line;

  ThingsBoardVoice(Registered device, MqttLine.Exchange exchange) {
    String token = device.user() + ":" + device.password();
    this.line =
        new MqttLine(
            new Login(device.id(), token, ""),
            exchange,
            null,
            () -> List.of(Word.of("v1/devices/me/attributes", "{\"firmware\":\"2.1\"}")));
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
    return line.say(new Word(TELEMETRY, JSON.writeValueAsBytes(List.of(body))));
  }

  @Override
  public CompletableFuture<Void> babble() {
    return line.say(Word.of(TELEMETRY, "[{\"ts\":1,\"values\":{\"smoke\":"));
  }

  @Override
  public CompletableFuture<Void> close() {
    return line.close();
  }
}
