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
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.mqtt.convention.ConventionName;
import io.fengsui.adapter.mqtt.convention.ConventionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An edge node that a Python script writes for, over Eclipse Mosquitto: another's encoder, decoder,
 * client and broker.
 */
class MosquittoSparkplugTest {

  private static final Path SCRIPT = Path.of("src/test/resources/sparkplug/sparkplug.py");
  private static final String BIRTH =
      """
      {"timestamp":1767225600000,"seq":0,"metrics":[
        {"name":"bdSeq","datatype":"Int64","value":7},
        {"name":"Node Control/Rebirth","datatype":"Boolean","value":false}]}""";
  private static final String DEVICE_BIRTH =
      """
      {"timestamp":1767225600000,"seq":1,"metrics":[
        {"name":"Hall","alias":1,"datatype":"Template","value":[
          {"name":"Smoke","datatype":"Boolean","value":false},
          {"name":"Temperature","datatype":"Int16","value":-12}]},
        {"name":"Control/Mute","alias":2,"datatype":"Boolean","value":false},
        {"name":"Firmware","datatype":"String","value":"1.4 \\u7248"}]}""";
  private static final String SMOKE =
      """
      {"timestamp":1767225660000,"seq":%d,"metrics":[
        {"alias":1,"datatype":"Template","value":[
          {"name":"Smoke","datatype":"Boolean","value":true}]}]}""";

  @TempDir Path folder;
  private final int port = MqttAdapterTest.freePort();
  private final RecordingUplink hub =
      new RecordingUplink().registers("edge", "street/e1").registers("sd-1", "edge", "d1");
  private Mosquitto broker;
  private Adapter adapter;
  private RunningLink link;

  @BeforeEach
  void join() throws Exception {
    broker = new Mosquitto(folder, port).start("log_type all");
    start();
  }

  /** A hub that was not running before. */
  private void start() {
    var settings =
        new ConventionSettings(
            List.of("zigbee2mqtt"), "homeassistant", false, List.of(), "+", "fengsui", false);
    adapter =
        new MqttClientProtocol()
            .adapter(
                MqttClientSettings.joining(broker.url(), "fengsui")
                    .understanding(List.of(ConventionName.SPARKPLUG), settings));
    link = RunningLink.start(adapter, hub);
    hub.awaitServing();
  }

  @AfterEach
  void leave() {
    link.close();
    broker.close();
  }

  @Test
  void is_born_alarms_and_dies() throws Exception {
    say("NBIRTH/e1", BIRTH);
    say("DBIRTH/e1/d1", DEVICE_BIRTH);
    say("DDATA/e1/d1", SMOKE.formatted(2));

    List<Telemetry> heard = hub.heard(Telemetry.class, 2);
    assertThat(heard.getFirst().readings())
        .containsEntry("smoke", new Value.Flag(false))
        .containsEntry("temperature", new Value.Quantity(-12, "Cel"))
        .containsEntry("ext.Firmware", new Value.Text("1.4 版"));
    assertThat(heard.getLast().readings()).isEqualTo(Map.of("smoke", new Value.Flag(true)));
    assertThat(heard.getLast().observedAt()).isEqualTo(Instant.parse("2026-01-01T00:01:00Z"));

    String death =
        "{\"timestamp\":1,\"metrics\":[{\"name\":\"bdSeq\",\"datatype\":\"Int64\",\"value\":%d}]}";
    say("NDEATH/e1", death.formatted(6));
    say("NDEATH/e1", death.formatted(7));
    assertThat(hub.heard(Presence.class, 4))
        .extracting(presence -> presence.device().value() + presence.online())
        .containsExactly("edgetrue", "sd-1true", "sd-1false", "edgefalse");
  }

  @Test
  void asks_for_the_birth_that_it_missed() throws Exception {
    Process orders = listen("spBv1.0/street/NCMD/e1");

    say("DDATA/e1/d1", SMOKE.formatted(9));

    assertThat(reading(orders))
        .isEqualTo(
            "{\"metrics\": [{\"name\": \"Node Control/Rebirth\", \"datatype\": \"Boolean\","
                + " \"value\": 1}]}");
  }

  @Test
  void an_alarm_by_an_alias_is_understood_at_once_after_a_restart() throws Exception {
    say("NBIRTH/e1", BIRTH);
    say("DBIRTH/e1/d1", DEVICE_BIRTH);
    hub.heard(Telemetry.class, 1);
    link.close();
    start();

    say("DDATA/e1/d1", SMOKE.formatted(2));

    assertThat(hub.heard(Telemetry.class, 2).getLast().readings())
        .isEqualTo(Map.of("smoke", new Value.Flag(true), "ext.stale", new Value.Flag(true)));
    assertThat(hub.losses()).isEmpty();
  }

  @Test
  void writes_a_metric_and_hears_that_it_was_written() throws Exception {
    say("NBIRTH/e1", BIRTH);
    say("DBIRTH/e1/d1", DEVICE_BIRTH);
    hub.heard(Telemetry.class, 1);
    Process orders = listen("spBv1.0/street/DCMD/e1/d1");
    var mute =
        new Command("c-1", new DeviceId("sd-1"), "mute", Map.of(), Instant.now().plusSeconds(10));
    CompletableFuture<CommandOutcome> outcome = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> outcome.complete(execute(mute)));

    assertThat(reading(orders))
        .contains("\"name\": \"Control/Mute\"", "\"datatype\": \"Boolean\"", "\"value\": 1");
    say(
        "DDATA/e1/d1",
        """
        {"timestamp":1767225660000,"seq":2,"metrics":[
          {"alias":2,"datatype":"Boolean","value":true}]}""");

    assertThat(outcome.get(10, TimeUnit.SECONDS))
        .isEqualTo(new CommandOutcome.Done(Map.of("ext.Control/Mute", new Value.Flag(true))));
  }

  @Test
  void says_as_a_primary_host_that_it_is_there_and_that_it_is_gone() throws Exception {
    assertThat(state()).startsWith("{\"online\":true,\"timestamp\":");
    String online = state();

    link.close();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> state().equals(online.replace("true", "false")));
  }

  private CommandOutcome execute(Command command) {
    try {
      return adapter.execute(command);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private String state() throws Exception {
    Process sub = listen("spBv1.0/STATE/fengsui");
    return new String(sub.getInputStream().readAllBytes(), UTF_8).strip();
  }

  /** Waits until it is subscribed, as the broker's log tells. */
  private Process listen(String topic) throws IOException {
    Process sub =
        Mosquitto.run(
            "mosquitto_sub", port, "-V", "mqttv5", "-N", "-W", "10", "-C", "1", "-t", topic);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Files.readString(folder.resolve("mosquitto.log")).contains(topic + " (QoS"));
    return sub;
  }

  /** The payload that comes, as the script reads it. */
  private static String reading(Process sub) throws Exception {
    byte[] payload = sub.getInputStream().readAllBytes();
    Process script = new ProcessBuilder("python3", SCRIPT.toString(), "read").start();
    try (var in = script.getOutputStream()) {
      in.write(payload);
    }
    return new String(script.getInputStream().readAllBytes(), UTF_8).strip();
  }

  private void say(String place, String json) throws Exception {
    Path file = Files.createTempFile(folder, "payload", ".bin");
    Process script =
        new ProcessBuilder("python3", SCRIPT.toString(), "payload", json)
            .redirectOutput(file.toFile())
            .start();
    assertThat(script.waitFor(10, TimeUnit.SECONDS)).isTrue();
    String[] level = place.split("/", 2);
    String topic = "spBv1.0/street/" + level[0] + "/" + level[1];
    var outcome = Mosquitto.publish(port, "-t", topic, "-f", file.toString());
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }
}
