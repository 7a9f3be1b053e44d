package io.fengsui.adapter.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import io.fengsui.adapter.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eclipse Mosquitto's clients as ThingsBoard devices and gateways at our endpoint. */
class MosquittoThingsBoardTest {

  private final int port = MqttAdapterTest.freePort();
  private final RecordingUplink hub =
      new RecordingUplink().knows("gw-1", "open-sesame").registers("sd-1", "gw-1", "Device A");
  private final Adapter adapter =
      new MqttProtocol().adapter(MqttSettings.listeningOn("127.0.0.1", port));
  private final RunningLink link = RunningLink.start(adapter, hub);

  @BeforeEach
  void serves() {
    hub.awaitServing();
  }

  @AfterEach
  void stop() {
    link.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mqttv311", "mqttv5"})
  void is_known_by_its_token_alone(String version) throws Exception {
    var outcome =
        Mosquitto.publish(
            port,
            "-V",
            version,
            "-q",
            "1",
            "-u",
            "gw-1:open-sesame",
            "-t",
            "v1/devices/me/telemetry",
            "-m",
            "{\"smoke\":1}");

    assertThat(outcome.status()).as(outcome.output()).isZero();
    Telemetry heard = hub.heard(Telemetry.class, 1).getFirst();
    assertThat(heard.device()).isEqualTo(new DeviceId("gw-1"));
    assertThat(heard.readings()).isEqualTo(Map.of("smoke", new Value.Flag(true)));
  }

  @Test
  void a_wrong_token_is_refused() throws Exception {
    var outcome =
        Mosquitto.publish(
            port, "-u", "gw-1:guess", "-t", "v1/devices/me/telemetry", "-m", "{\"smoke\":1}");

    assertThat(outcome.status()).isNotZero();
    assertThat(hub.messages()).isEmpty();
  }

  @Test
  void a_gateway_tells_of_its_devices() throws Exception {
    publish(
        "v1/gateway/telemetry", "{\"Device A\":[{\"ts\":1767225600000,\"values\":{\"co\":7}}]}");

    assertThat(hub.heard(Telemetry.class, 1).getFirst())
        .isEqualTo(
            new Telemetry(
                new DeviceId("sd-1"),
                Instant.ofEpochMilli(1_767_225_600_000L),
                Map.of("co", new Value.Quantity(7, "[ppm]"))));
  }

  @Test
  void a_gateway_is_told_that_its_device_is_not_registered() throws Exception {
    var outcome = publish("v1/gateway/telemetry", "{\"Device X\":[{\"smoke\":1}]}");

    assertThat(outcome.output()).contains("RC:135");
    assertThat(hub.lost().reason()).isEqualTo(Reason.UNKNOWN_DEVICE);
    assertThat(hub.strangers().getFirst().address()).isEqualTo("Device X");
  }

  @Test
  void a_command_to_a_device_goes_through_its_gateway_and_back() throws Exception {
    var gateway = new MqttAsyncClient("tcp://127.0.0.1:" + port, "gw", new MemoryPersistence());
    try {
      answering(gateway);
      gateway.connect(login()).waitForCompletion();
      gateway.subscribe("v1/gateway/rpc", 1).waitForCompletion();
      gateway
          .publish("v1/gateway/telemetry", "{\"Device A\":{\"smoke\":1}}".getBytes(UTF_8), 1, false)
          .waitForCompletion();

      assertThat(mute("sd-1"))
          .isEqualTo(new CommandOutcome.Done(Map.of("mute", new Value.Flag(true))));
    } finally {
      gateway.disconnectForcibly(0, 100, true);
      gateway.close(true);
    }
  }

  @Test
  void a_device_is_called_by_its_number_and_may_say_no() throws Exception {
    Process device =
        Mosquitto.run(
            "mosquitto_sub",
            port,
            "-q",
            "1",
            "-u",
            "gw-1:open-sesame",
            "-t",
            "v1/devices/me/rpc/request/+",
            "-F",
            "%t %p");
    try (var calls = device.inputReader(UTF_8)) {
      awaitListening("gw-1");
      var outcome = new CompletableFuture<CommandOutcome>();
      Thread.ofVirtual().start(() -> outcome.complete(mute("gw-1")));
      String call = calls.readLine();
      assertThat(call).endsWith(" {\"method\":\"mute\",\"params\":{}}");
      String number = call.substring(call.lastIndexOf('/') + 1, call.indexOf(' '));
      publish("v1/devices/me/rpc/response/" + number, "{\"error\":\"too hot\"}");

      assertThat(outcome.get(10, TimeUnit.SECONDS))
          .isEqualTo(new CommandOutcome.Refused("too hot"));
    } finally {
      device.destroyForcibly();
    }
  }

  private static MqttConnectionOptions login() {
    var options = new MqttConnectionOptions();
    options.setUserName("gw-1");
    options.setPassword("open-sesame".getBytes(UTF_8));
    return options;
  }

  /** Says to each call that it was done. */
  private static void answering(MqttAsyncClient gateway) {
    gateway.setCallback(
        new BrokerEvents(
            (topic, message) -> {
              var call = Pattern.compile("\"id\":(\\d+)").matcher(message.toString());
              if (call.find()) {
                String answer =
                    "{\"device\":\"Device A\",\"id\":%s,\"data\":{\"mute\":true}}"
                        .formatted(call.group(1));
                try {
                  gateway.publish("v1/gateway/rpc", answer.getBytes(UTF_8), 1, false);
                } catch (MqttException e) {
                  throw new AssertionError(e);
                }
              }
            },
            why -> {}));
  }

  private CommandOutcome mute(String device) {
    var deadline = Instant.now().plusSeconds(10);
    try {
      return adapter.execute(new Command("c-1", new DeviceId(device), "mute", Map.of(), deadline));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A command that is too late is not sent, but tells whether it could have been. */
  private void awaitListening(String device) {
    var late = new Command("c-0", new DeviceId(device), "mute", Map.of(), Instant.EPOCH);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                adapter.execute(late) instanceof CommandOutcome.Unreachable(String why)
                    && why.contains("deadline"));
  }

  private Mosquitto.Outcome publish(String topic, String payload) throws Exception {
    String[] who = {"-d", "-V", "mqttv5", "-q", "1", "-u", "gw-1", "-P", "open-sesame"};
    String[] what = {"-t", topic, "-m", payload};
    return Mosquitto.publish(
        port, Stream.concat(Arrays.stream(who), Arrays.stream(what)).toArray(String[]::new));
  }
}
