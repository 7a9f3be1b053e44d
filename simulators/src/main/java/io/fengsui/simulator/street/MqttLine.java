package io.fengsui.simulator.street;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import io.fengsui.simulator.wire.Login;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One MQTT connection that comes back by itself with growing pauses. Opened once, however many
 * speak over it. Thread-safe.
 */
final class MqttLine {

  /** Something to publish. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Word(String topic, byte[] payload) {
    static Word of(String topic, String payload) {
      return new Word(topic, payload.getBytes(UTF_8));
    }
  }

  /** Where a line goes: the server, and one executor for all lines. */
  record Exchange(InetSocketAddress server, MqttClientExecutorConfig executor) {}

  private final Mqtt3AsyncClient client;
  private @Nullable CompletableFuture<Void> opened;

  /**
   * A connection that is not opened yet.
   *
   * @param login without a password: a token alone
   * @param will null for none
   * @param greeting said each time that it is connected
   */
  MqttLine(Login login, Exchange exchange, @Nullable Word will, Supplier<List<Word>> greeting) {
    Mqtt3ClientBuilder building =
        MqttClient.builder()
            .useMqttVersion3()
            .identifier(login.clientId())
            .serverAddress(exchange.server())
            .executorConfig(exchange.executor())
            .automaticReconnect()
            .initialDelay(1, TimeUnit.SECONDS)
            .maxDelay(30, TimeUnit.SECONDS)
            .applyAutomaticReconnect()
            .addConnectedListener(context -> greeting.get().forEach(this::say));
    var named = building.simpleAuth().username(login.user());
    building =
        login.password().isEmpty()
            ? named.applySimpleAuth()
            : named.password(login.password().getBytes(UTF_8)).applySimpleAuth();
    if (will != null) {
      building =
          building
              .willPublish()
              .topic(will.topic())
              .payload(will.payload())
              .qos(MqttQos.AT_LEAST_ONCE)
              .applyWillPublish();
    }
    this.client = building.buildAsync();
  }

  synchronized CompletableFuture<Void> open() {
    if (opened == null) {
      opened =
          client
              .connectWith()
              .keepAlive(30)
              .cleanSession(true)
              .send()
              .thenAccept(acknowledgement -> {});
    }
    return opened;
  }

  boolean connected() {
    return client.getState().isConnected();
  }

  /** Completes when it is acknowledged. */
  CompletableFuture<Void> say(Word word) {
    return client
        .publishWith()
        .topic(word.topic())
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(word.payload())
        .send()
        .thenAccept(publish -> {});
  }

  /** The server does not publish the will. */
  CompletableFuture<Void> close() {
    return connected() ? client.disconnect() : CompletableFuture.completedFuture(null);
  }
}
