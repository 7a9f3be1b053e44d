package io.fengsui.simulator.street;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import io.fengsui.simulator.hub.Registered;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A device's MQTT connection: says that it is online when it is, leaves word for when it is not,
 * and comes back by itself with growing pauses.
 */
final class Connection {
  private static final byte[] ONLINE = "{\"state\":\"online\"}".getBytes(UTF_8);
  private static final byte[] OFFLINE = "{\"state\":\"offline\"}".getBytes(UTF_8);

  private final Registered device;
  private final Mqtt3AsyncClient client;

  /**
   * Makes a connection that is not opened yet.
   *
   * @param executor one for all connections
   */
  Connection(Registered device, InetSocketAddress server, MqttClientExecutorConfig executor) {
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

  /** Completes when the server let it in; it keeps trying until then. */
  CompletableFuture<Void> open() {
    return client
        .connectWith()
        .keepAlive(30)
        .cleanSession(true)
        .send()
        .thenAccept(acknowledgement -> {});
  }

  boolean connected() {
    return client.getState().isConnected();
  }

  /** Completes when the server has acknowledged. */
  CompletableFuture<Void> publish(byte[] payload) {
    return send("telemetry", payload);
  }

  /** Says goodbye: the server does not publish the will. */
  CompletableFuture<Void> close() {
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
