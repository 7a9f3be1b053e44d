package io.fengsui.adapter.coap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.CoapPeer;
import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.RawCoap;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.binary.Checksum;
import io.fengsui.adapter.binary.Field;
import io.fengsui.adapter.binary.Identity;
import io.fengsui.adapter.binary.Layout;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plain port, with CoAP by hand and libcoap's coap-client on the other side. */
@SuppressWarnings("NullAway") // a setting that is left out is null
class CoapListenerTest {

  private static final String TOKEN = "sd-1:open-sesame";
  private static final String PATH = "api/v1/" + TOKEN + "/telemetry";
  private static final int PATIENCE = 5_000;

  private final int port = CoapPeer.freePort();
  private final RecordingUplink hub =
      new RecordingUplink().knows("sd-1", "open-sesame").registers("sd-7", "867726030000001");
  private final CoapAdapter adapter = (CoapAdapter) new CoapProtocol().adapter(settings());
  private final RunningLink link = RunningLink.start(adapter, hub);
  private final RawCoap wire = new RawCoap(port);
  private final String url = "coap://127.0.0.1:" + port + "/";

  private CoapSettings settings() {
    var layout =
        new Layout(
            "a55a",
            12,
            null,
            Checksum.NONE,
            new Identity(2, 8, Identity.Type.HEX, 15),
            List.of(
                new Field("smoke", 10, null, 0, null, null, null),
                new Field("battery", 11, null, null, null, null, null)));
    return new CoapSettings(
        "127.0.0.1",
        port,
        false,
        Map.of("acme", layout),
        null,
        Map.of(
            "t/d", new CoapSettings.Route("acme", null),
            "/api", new CoapSettings.Route(null, "imei")),
        CoapSettings.Limits.DEFAULT);
  }

  @BeforeEach
  void serve() {
    hub.awaitServing();
  }

  @AfterEach
  void end() {
    wire.close();
    link.close();
  }

  private RawCoap.Message next() {
    return Objects.requireNonNull(wire.next(PATIENCE), "an answer");
  }

  private String post(int id, String path, String body) {
    return wire.post(RawCoap.CON, id, path, body).next(PATIENCE) instanceof RawCoap.Message m
        ? m.code()
        : "none";
  }

  private List<Telemetry> heard(int count) {
    return hub.heard(Telemetry.class, count);
  }

  @Test
  void the_three_forms_of_json_are_taken_with_their_times() {
    assertThat(post(1, PATH, "{\"smoke\":1,\"temp\":23.5}")).isEqualTo("2.01");
    assertThat(post(2, PATH, "{\"ts\":1767225600000,\"values\":{\"smoke\":0}}")).isEqualTo("2.01");
    assertThat(post(3, PATH, "[{\"ts\":1767225601000,\"values\":{\"smoke\":1}},{\"battery\":80}]"))
        .isEqualTo("2.01");

    List<Telemetry> messages = heard(4);
    assertThat(messages.get(0).readings())
        .containsEntry("smoke", new Value.Flag(true))
        .containsEntry("temperature", new Value.Quantity(23.5, "Cel"));
    assertThat(messages.get(0).observedAt()).isNull();
    assertThat(messages.get(1).observedAt()).isEqualTo(Instant.ofEpochMilli(1_767_225_600_000L));
    assertThat(messages.get(2).observedAt()).isEqualTo(Instant.ofEpochMilli(1_767_225_601_000L));
    assertThat(messages.get(3).readings()).containsOnlyKeys("battery");
  }

  @Test
  void errors_are_told_apart() {
    assertThat(post(1, PATH, "{\"smoke\":")).isEqualTo("4.00");
    assertThat(post(2, "api/v1/sd-1:wrong/telemetry", "{\"smoke\":1}")).isEqualTo("4.01");
    assertThat(post(3, "api/v1/sd-9.wrong/telemetry", "{\"smoke\":1}")).isEqualTo("4.01");
    assertThat(post(4, "api/v1/telemetry", "{\"smoke\":1}")).isEqualTo("4.01");
    assertThat(post(5, "api/v2/" + TOKEN + "/telemetry", "{}")).isEqualTo("4.04");
    wire.send(RawCoap.request(RawCoap.CON, RawCoap.GET, 6, PATH, -1, false, new byte[0]));
    assertThat(next().code()).isEqualTo("4.05");
    wire.send(RawCoap.request(RawCoap.CON, RawCoap.POST, 7, PATH, 41, false, new byte[] {1}));
    assertThat(next().code()).isEqualTo("4.15");

    assertThat(hub.strangers()).anyMatch(each -> each.address().equals("sd-9"));
    assertThat(hub.messages()).isEmpty();
  }

  @Test
  void what_is_put_is_changed_and_cbor_says_the_same_as_json() {
    byte[] cbor = HexFormat.of().parseHex("a265736d6f6b65f56474656d70f94dc0"); // smoke, temp 23.0
    wire.send(RawCoap.request(RawCoap.CON, RawCoap.PUT, 1, PATH, 60, false, cbor));

    assertThat(next().code()).isEqualTo("2.04");
    assertThat(heard(1).getFirst().readings())
        .containsEntry("smoke", new Value.Flag(true))
        .containsEntry("temperature", new Value.Quantity(23, "Cel"));
  }

  @Test
  void a_full_hub_says_when_to_come_again() {
    hub.answers(_ -> new Receipt.Busy(Duration.ofMillis(2_500)));
    wire.post(RawCoap.CON, 1, PATH, "{\"smoke\":1}");

    RawCoap.Message answer = next();

    assertThat(answer.code()).isEqualTo("5.03");
    assertThat(answer.options()).contains("d10103"); // Max-Age (14): 3 s
  }

  @Test
  void what_takes_long_is_acknowledged_and_answered_later() {
    hub.hold();
    wire.post(RawCoap.CON, 1, PATH, "{\"smoke\":1}");

    RawCoap.Message first = next();
    hub.release();
    RawCoap.Message second = next();

    assertThat(first.code()).isEqualTo("0.00");
    assertThat(first.type()).isEqualTo(RawCoap.ACK);
    assertThat(second.type()).isEqualTo(RawCoap.CON);
    assertThat(second.code()).isEqualTo("2.01");
    wire.acknowledge(second);
  }

  @Test
  void a_repetition_is_answered_and_not_told_again() {
    post(1, PATH, "{\"ts\":1767225600000,\"values\":{\"smoke\":1}}");
    wire.post(RawCoap.CON, 1, PATH, "{\"ts\":1767225600000,\"values\":{\"smoke\":1}}");
    assertThat(next().code()).isEqualTo("2.01");
    wire.post(RawCoap.NON, 2, PATH, "{\"ts\":1767225600000,\"values\":{\"smoke\":1}}");
    assertThat(next().code()).isEqualTo("2.01");
    post(3, PATH, "{\"ts\":1767225600001,\"values\":{\"smoke\":0}}");
    post(4, PATH, "{\"ts\":1767225600002,\"values\":{\"smoke\":1}}");
    post(5, PATH, "{\"smoke\":1}");
    post(6, PATH, "{\"smoke\":1}");

    assertThat(heard(5)).hasSize(5);
  }

  @Test
  void fixed_paths_find_the_sender_in_the_body() {
    byte[] said = HexFormat.of().parseHex("a55a0867726030000001015a");
    wire.send(RawCoap.request(RawCoap.CON, RawCoap.POST, 1, "t/d", 42, false, said));
    assertThat(next().code()).isEqualTo("2.01");
    assertThat(post(2, "api", "{\"imei\":\"867726030000001\",\"smoke\":false}")).isEqualTo("2.01");
    assertThat(post(3, "api", "{\"imei\":\"867726030000002\",\"smoke\":true}")).isEqualTo("4.01");

    assertThat(heard(2)).allMatch(message -> message.device().equals(new DeviceId("sd-7")));
    assertThat(heard(2).getFirst().readings())
        .containsEntry("smoke", new Value.Flag(true))
        .containsEntry("battery", new Value.Quantity(90, "%"));
    assertThat(hub.strangers()).anyMatch(each -> each.address().equals("867726030000002"));
  }

  @Test
  void a_command_reaches_who_observes_and_its_result_comes_back() throws Exception {
    wire.send(
        RawCoap.request(
            RawCoap.CON, RawCoap.GET, 9, "api/v1/" + TOKEN + "/rpc", -1, true, new byte[0]));
    assertThat(next().code()).isEqualTo("2.05");
    var outcome = new CompletableFuture<CommandOutcome>();
    Thread.ofVirtual().start(() -> outcome.complete(mute()));

    RawCoap.Message notification = next();
    wire.acknowledge(notification);
    assertThat(notification.token()).isEqualTo(9);
    assertThat(notification.payload()).contains("\"method\":\"mute\"", "\"seconds\":30");
    String id = notification.payload().replaceAll(".*\"id\":([0-9]+).*", "$1");
    assertThat(post(10, "api/v1/" + TOKEN + "/rpc/" + id, "{\"mute\":true}")).isEqualTo("2.01");

    await().until(outcome::isDone);
    assertThat(outcome.get())
        .isEqualTo(new CommandOutcome.Done(Map.of("mute", new Value.Flag(true))));
    assertThat(post(11, "api/v1/" + TOKEN + "/rpc/" + id, "{}")).isEqualTo("4.04");
  }

  private CommandOutcome mute() {
    try {
      return adapter.execute(
          new Command(
              "c-1",
              new DeviceId("sd-1"),
              "mute",
              Map.of("seconds", new Value.Quantity(30, "")),
              Instant.now().plusSeconds(5)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CommandOutcome.Unanswered();
    }
  }

  @Test
  void a_flood_of_observations_leaves_one() {
    for (int id = 100; id < 400; id++) {
      wire.send(
          RawCoap.request(
              RawCoap.CON, RawCoap.GET, id, "api/v1/" + TOKEN + "/rpc", -1, true, new byte[0]));
      wire.send(
          RawCoap.request(
              RawCoap.CON, RawCoap.GET, id + 1_000, "api/v1/x:y/rpc", -1, true, new byte[0]));
      assertThat(List.of(next().code(), next().code())).contains("2.05", "4.01");
    }
    var outcome = new CompletableFuture<CommandOutcome>();
    Thread.ofVirtual().start(() -> outcome.complete(mute()));

    assertThat(next().token()).isEqualTo(399);
  }

  @Test
  void libcoap_posts_and_is_answered() throws Exception {
    String output = Libcoap.run("-m", "post", "-t", "json", "-e", "{\"smoke\":1}", url + PATH);

    assertThat(output).contains("2.01");
    assertThat(heard(1).getFirst().readings()).containsEntry("smoke", new Value.Flag(true));
  }

  @Test
  void libcoap_sends_in_blocks_up_to_the_limit() throws Exception {
    String many = "{\"temperature\":21,\"note\":\"" + "x".repeat(1_000) + "\"}";
    assertThat(Libcoap.run("-m", "post", "-b", "64", "-e", many, url + PATH)).contains("2.01");
    assertThat(heard(1).getFirst().readings()).containsKey("temperature");

    String tooMany = "{\"note\":\"" + "x".repeat(9 * 1_024) + "\"}";
    assertThat(Libcoap.run("-m", "post", "-b", "512", "-e", tooMany, url + PATH)).contains("4.13");
  }

  @Test
  void libcoap_hears_a_command() throws Exception {
    Process listener = Libcoap.start("-s", "10", "-m", "get", url + "api/v1/" + TOKEN + "/rpc");
    try {
      Thread.ofVirtual()
          .start(() -> await().until(() -> !(mute() instanceof CommandOutcome.Unreachable)));
      var line = new byte[64];
      int length = listener.getInputStream().read(line);
      assertThat(new String(line, 0, length, UTF_8)).contains("method");
    } finally {
      listener.destroyForcibly();
    }
  }
}
