package io.fengsui.adapter.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import io.fengsui.adapter.Value;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Eclipse Mosquitto's clients as devices at our endpoint. */
class MosquittoDeviceTest {

  private static final String TOPIC = "hub/street/sd-1/telemetry";
  private static final String SMOKE = "{\"ts\":1767225600000,\"values\":{\"smoke\":true}}";

  private final int port = MqttAdapterTest.freePort();
  private final RecordingUplink hub = new RecordingUplink().knows("sd-1", "open-sesame");
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
  @CsvSource({
    "mqttv31, 0", "mqttv31, 1", "mqttv31, 2",
    "mqttv311, 0", "mqttv311, 1", "mqttv311, 2",
    "mqttv5, 0", "mqttv5, 1", "mqttv5, 2",
  })
  void is_heard_in_every_version_and_qos(String version, String qos) throws Exception {
    var outcome = publish("-V", version, "-q", qos, "-t", TOPIC, "-m", SMOKE);

    assertThat(outcome.status()).as(outcome.output()).isZero();
    Telemetry heard = hub.heard(Telemetry.class, 1).getFirst();
    assertThat(heard.readings()).isEqualTo(Map.of("smoke", new Value.Flag(true)));
    assertThat(heard.observedAt()).isEqualTo(Instant.ofEpochMilli(1_767_225_600_000L));
  }

  @ParameterizedTest
  @CsvSource({"mqttv311, Connection Refused: bad user name", "mqttv5, Bad user name or password"})
  void is_told_that_its_credential_is_wrong(String version, String told) throws Exception {
    var outcome =
        Mosquitto.publish(
            port, "-V", version, "-u", "sd-1", "-P", "guess", "-t", TOPIC, "-m", SMOKE);

    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.output()).containsIgnoringCase(told);
  }

  @Test
  void is_told_why_a_message_was_refused() throws Exception {
    hub.answers(
        message ->
            message instanceof Telemetry
                ? new Receipt.Rejected(Receipt.Reason.NOT_ALLOWED, "bypassed")
                : Receipt.Accepted.INSTANCE);

    var outcome = publish("-d", "-V", "mqttv5", "-q", "1", "-t", TOPIC, "-m", SMOKE);

    assertThat(outcome.output()).contains("RC:135");
  }

  @Test
  void leaves_a_will_when_killed() throws Exception {
    Process device =
        Mosquitto.run(
            "mosquitto_sub",
            port,
            "-V",
            "mqttv5",
            "-u",
            "sd-1",
            "-P",
            "open-sesame",
            "-t",
            "hub/street/sd-1/cmd",
            "--will-topic",
            "hub/street/sd-1/status",
            "--will-payload",
            "{\"state\":\"offline\",\"reason\":\"power\"}");
    hub.heard(Presence.class, 1);

    device.destroyForcibly();

    Presence gone = hub.heard(Presence.class, 2).getLast();
    assertThat(gone.online()).isFalse();
    assertThat(gone.description()).containsEntry("reason", "power");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mqttv311", "mqttv5"})
  void does_a_command_and_tells_its_result(String version) throws Exception {
    Process device = listening(version);
    try (var lines = device.inputReader(UTF_8)) {
      awaitListening();
      CompletableFuture<CommandOutcome> outcome = sendMute(Duration.ofSeconds(10));
      assertThat(lines.readLine())
          .isEqualTo("{\"id\":\"c-1\",\"name\":\"mute\",\"args\":{\"on\":true}}");
      var result = "{\"id\":\"c-1\",\"state\":\"done\",\"values\":{\"mute\":true}}";
      publish("-V", version, "-q", "1", "-t", "hub/street/sd-1/cmd/result", "-m", result);

      assertThat(outcome.get(10, TimeUnit.SECONDS))
          .isEqualTo(new CommandOutcome.Done(Map.of("mute", new Value.Flag(true))));
    } finally {
      device.destroyForcibly();
    }
  }

  @Test
  void leaves_a_command_unanswered_at_its_deadline() throws Exception {
    Process device = listening("mqttv5");
    try {
      awaitListening();
      assertThat(sendMute(Duration.ofMillis(300)).get(10, TimeUnit.SECONDS))
          .isEqualTo(new CommandOutcome.Unanswered());
    } finally {
      device.destroyForcibly();
    }
  }

  private Process listening(String version) throws IOException {
    return Mosquitto.run(
        "mosquitto_sub",
        port,
        "-V",
        version,
        "-q",
        "1",
        "-i",
        "listener",
        "-u",
        "sd-1",
        "-P",
        "open-sesame",
        "-t",
        "hub/street/sd-1/cmd");
  }

  /** A command that is too late is not sent, but tells whether it could have been. */
  private void awaitListening() {
    var late = new Command("c-0", new DeviceId("sd-1"), "mute", Map.of(), Instant.EPOCH);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                adapter.execute(late) instanceof CommandOutcome.Unreachable(String why)
                    && why.contains("deadline"));
  }

  private CompletableFuture<CommandOutcome> sendMute(Duration patience) {
    var command =
        new Command(
            "c-1",
            new DeviceId("sd-1"),
            "mute",
            Map.of("on", new Value.Flag(true)),
            Instant.now().plus(patience));
    var outcome = new CompletableFuture<CommandOutcome>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                outcome.complete(adapter.execute(command));
              } catch (InterruptedException e) {
                outcome.completeExceptionally(e);
              }
            });
    return outcome;
  }

  private Mosquitto.Outcome publish(String... arguments) throws Exception {
    String[] who = {"-u", "sd-1", "-P", "open-sesame"};
    return Mosquitto.publish(
        port, Stream.concat(Arrays.stream(who), Arrays.stream(arguments)).toArray(String[]::new));
  }
}
