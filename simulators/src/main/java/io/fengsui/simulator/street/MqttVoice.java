package io.fengsui.simulator.street;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import io.fengsui.simulator.hub.Registered;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * A device's MQTT connection: says that it is online when it is, leaves word for when it is not,
 * and comes back by itself with growing pauses.
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
  private static final byte[] ONLINE = "{\"state\":\"online\"}".getBytes(UTF_8);
  private static final byte[] OFFLINE = "{\"state\":\"offline\"}".getBytes(UTF_8);

  private final Registered device;
  private final Mqtt3AsyncClient client;

  /**
   * Makes a connection that is not opened yet.
   *
   * @param executor one for all connections
   */
  MqttVoice(Registered device, InetSocketAddress server, MqttClientExecutorConfig executor) {
    this.device = device;
    this.client =
        MqttClient.builder()
            .useMqttVersion3()
            .identifier(device.id())
            .serverAddress(server)
            .executorConfig(executor)
            .simpleAuth()
            .username(device.user())
            .password(device.password().getBytes(UTF_8))
            .applySimpleAuth()
            .willPublish()
            .topic(topic("status"))
            .payload(OFFLINE)
            .qos(MqttQos.AT_LEAST_ONCE)
            .applyWillPublish()
            .automaticReconnect()
            .initialDelay(1, TimeUnit.SECONDS)
            .maxDelay(30, TimeUnit.SECONDS)
            .applyAutomaticReconnect()
            .addConnectedListener(context -> online())
            .buildAsync();
  }

  @Override
  public CompletableFuture<Void> open() {
    return client
        .connectWith()
        .keepAlive(30)
        .cleanSession(true)
        .send()
        .thenAccept(acknowledgement -> {});
  }

  @Override
  public boolean connected() {
    return client.getState().isConnected();
  }

  @Override
  public CompletableFuture<Void> report(Map<String, Object> values, long at) {
    var body = new LinkedHashMap<String, Object>();
    body.put("ts", at);
    body.put("values", values);
    return send("telemetry", JSON.writeValueAsBytes(body));
  }

  @Override
  public CompletableFuture<Void> babble() {
    return CompletableFuture.allOf(
        NONSENSE.stream()
            .map(text -> send("telemetry", text.getBytes(UTF_8)))
            .toArray(CompletableFuture[]::new));
  }

  /** The server does not publish the will. */
  @Override
  public CompletableFuture<Void> close() {
    return connected() ? client.disconnect() : CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<Void> send(String kind, byte[] payload) {
    return client
        .publishWith()
        .topic(topic(kind))
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(payload)
        .send()
        .thenAccept(publish -> {});
  }

  private void online() {
    send("status", ONLINE);
  }

  private String topic(String kind) {
    return device.topicRoot() + "/" + kind;
  }
}
