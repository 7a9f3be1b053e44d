package io.fengsui.adapter.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Metrics;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Flag;
import io.fengsui.adapter.Value.Position;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.adapter.Value.Text;
import io.fengsui.adapter.json.Readings;
import io.fengsui.adapter.mqtt.MqttTopic.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MqttCodecTest {

  private static final DeviceId DEVICE = new DeviceId("sd-1");

  private final MqttCodec codec = new MqttCodec();

  @Test
  void reads_time_and_values() {
    checkTelemetry(
        "{\"ts\":1767225600000,\"values\":{\"smoke\":true,\"battery\":87}}",
        Map.of("smoke", new Flag(true), "battery", new Quantity(87, "%")));
    assertThat(message(Kind.TELEMETRY, "{\"smoke\":false,\"ts\":1767225600000}").observedAt())
        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void reads_a_bare_object_of_values_without_time() {
    checkTelemetry("{\"smoke\":false}", Map.of("smoke", new Flag(false)));
    assertThat(message(Kind.TELEMETRY, "{\"smoke\":false}").observedAt()).isNull();
    assertThat(message(Kind.TELEMETRY, "{\"ts\":0,\"smoke\":false}").observedAt()).isNull();
    assertThat(message(Kind.TELEMETRY, "{\"ts\":null,\"smoke\":false}").observedAt()).isNull();
  }

  @Test
  void gives_every_metric_of_the_vocabulary_its_canonical_name() {
    for (Metrics.Metric metric : Metrics.all()) {
      Value expected =
          switch (metric.kind()) {
            case FLAG -> new Flag(true);
            case QUANTITY -> new Quantity(1, metric.unit());
            case POSITION -> new Position(1, 1, 1);
          };
      String json = expected instanceof Position ? "{\"lat\":1,\"lon\":1,\"alt\":1}" : "1";
      checkTelemetry("{\"" + metric.name() + "\":" + json + "}", Map.of(metric.name(), expected));
    }
    checkTelemetry("{\"battery_level\":50}", Map.of("battery", new Quantity(50, "%")));
    checkTelemetry("{\"linkquality\":94}", Map.of("link.quality", new Quantity(94, "")));
  }

  @ParameterizedTest
  @CsvSource({
    "true, true", "1, true", "'\"ON\"', true", "'\"on\"', true", "'\"alarm\"', true",
    "'\"detected\"', true", "'\"1\"', true", "false, false", "0, false", "'\"OFF\"', false",
    "'\"normal\"', false", "'\"clear\"', false", "'\"false\"', false",
  })
  void knows_the_usual_forms_of_yes_and_no(String json, boolean expected) {
    checkTelemetry("{\"smoke\":" + json + "}", Map.of("smoke", new Flag(expected)));
  }

  @Test
  void reads_a_position() {
    checkTelemetry(
        "{\"position\":{\"latitude\":31.2304,\"longitude\":\"121.4737\",\"fix\":[3]},\"airborne\":1}",
        Map.of(
            "position", new Position(31.2304, 121.4737, Double.NaN), "airborne", new Flag(true)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"latitude\":91,\"longitude\":0}", "3"})
  void drops_a_position_that_is_none_and_says_so(String position) {
    var decoded =
        (Decoded.Message) decode(Kind.TELEMETRY, "{\"position\":" + position + ",\"airborne\":0}");

    assertThat(((Telemetry) decoded.message()).readings())
        .isEqualTo(Map.of("airborne", new Flag(false)));
    assertThat(decoded.loss()).isNotNull();
  }

  @Test
  void reads_a_number_that_comes_as_a_string() {
    checkTelemetry("{\"battery\":\"100.00\"}", Map.of("battery", new Quantity(100, "%")));
    checkTelemetry("{\"temperature\":\"-1.5e1\"}", Map.of("temperature", new Quantity(-15, "Cel")));
  }

  @Test
  void keeps_what_it_does_not_know_under_ext() {
    checkTelemetry(
        "{\"wind\":3.5,\"door\":{\"state\":\"ajar\",\"forced\":true}}",
        Map.of(
            "ext.wind", new Quantity(3.5, ""),
            "ext.door.state", new Text("ajar"),
            "door.forced", new Flag(true)));
  }

  @Test
  void takes_null_for_unknown_and_the_last_of_two() {
    checkTelemetry(
        "{\"smoke\":null,\"battery\":1,\"battery\":2}", Map.of("battery", new Quantity(2, "%")));
    assertThat(decode(Kind.TELEMETRY, "{\"values\":{\"smoke\":null}}"))
        .isInstanceOf(Decoded.Nothing.class);
  }

  @ParameterizedTest
  @CsvSource({
    "battery, 101",
    "battery, -1",
    "temperature, 1e400",
    "temperature, NaN",
    "temperature, -Infinity",
    "temperature, '\"NaN\"'",
    "temperature, '\"warm\"'",
    "temperature, true",
    "smoke, 2",
    "smoke, '\"perhaps\"'",
    "wind, NaN",
    "wind, 1e999",
  })
  void refuses_a_value_out_of_range_with_a_sentence(String name, String value) {
    var refused = malformed(Kind.TELEMETRY, "{\"" + name + "\":" + value + "}");

    assertThat(refused.reason()).isEqualTo(Reason.OUT_OF_RANGE);
    assertThat(refused.detail()).startsWith("\"" + name + "\" is ");
  }

  @Test
  void does_not_let_one_bad_reading_take_an_alarm_with_it() {
    var decoded =
        (Decoded.Message)
            decode(Kind.TELEMETRY, "{\"smoke\":true,\"battery\":-5,\"list\":[1,[2]],\"heat\":1}");

    assertThat(((Telemetry) decoded.message()).readings())
        .isEqualTo(Map.of("smoke", new Flag(true), "heat", new Flag(true)));
    assertThat(decoded.loss())
        .isEqualTo(
            new Decoded.Malformed(
                Reason.OUT_OF_RANGE, "\"battery\" is -5.0, allowed is 0.0 to 100.0 %"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "null",
        "\"x\"",
        "{",
        "{\"a\":}",
        "{\"a\":1}}",
        "{\"a\":1} x",
        "{'a':1}"
      })
  void refuses_what_is_not_one_json_object(String payload) {
    assertThat(malformed(Kind.TELEMETRY, payload).reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void refuses_bytes_that_are_not_utf_8() {
    byte[] overlong = {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, (byte) 0x80, '"', '}'};
    byte[] torn = {'{', '"', 'a', '"', ':', '"', (byte) 0xE7, '"', '}'};
    for (byte[] payload : new byte[][] {overlong, torn, {(byte) 0xFF}}) {
      assertThat(codec.decode(topic(Kind.TELEMETRY), payload, payload.length, false))
          .isEqualTo(new Decoded.Malformed(Reason.MALFORMED, "the payload is not UTF-8"));
    }
    checkTelemetry("{\"note\":\"烟雾\"}", Map.of("ext.note", new Text("烟雾")));
  }

  @Test
  void refuses_what_is_too_deep_too_long_or_too_much() {
    malformed(Kind.TELEMETRY, "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000));
    malformed(Kind.TELEMETRY, "{\"a\":" + "[".repeat(100_000));
    malformed(Kind.TELEMETRY, "{\"" + "n".repeat(2_000) + "\":1}");
    malformed(Kind.TELEMETRY, "{\"temperature\":" + "9".repeat(5_000) + "}");
    assertThat(malformed(Kind.TELEMETRY, "{\"t\":\"" + "x".repeat(1_025) + "\"}").reason())
        .isEqualTo(Reason.TOO_LARGE);
    String many =
        IntStream.range(0, 300)
            .mapToObj(i -> "\"m" + i + "\":1")
            .collect(Collectors.joining(",", "{", "}"));
    var decoded = (Decoded.Message) decode(Kind.TELEMETRY, many);
    assertThat(((Telemetry) decoded.message()).readings()).hasSize(Readings.MAX_READINGS);
    assertThat(decoded.loss()).isNotNull();
  }

  @Test
  void does_not_quote_the_payload_in_its_sentences() {
    assertThat(malformed(Kind.TELEMETRY, "{\"a\":geheim}").detail()).doesNotContain("geheim");
  }

  @Test
  void reads_an_event() {
    assertThat(
            message(
                Kind.EVENT,
                "{\"ts\":1767225600000,\"type\":\"fire\",\"state\":\"raised\",\"point\":\"z3/17\"}"))
        .isEqualTo(
            new Occurrence(
                DEVICE,
                Instant.parse("2026-01-01T00:00:00Z"),
                "fire",
                Map.of("state", new Text("raised"), "point", new Text("z3/17"))));
    malformed(Kind.EVENT, "{\"state\":\"raised\"}");
    malformed(Kind.EVENT, "{\"type\":\"a b\"}");
  }

  @Test
  void reads_a_status() {
    assertThat(message(Kind.STATUS, "{\"state\":\"offline\",\"reason\":\"power\",\"x\":{}}"))
        .isEqualTo(new Presence(DEVICE, null, false, Map.of("reason", "power")));
    malformed(Kind.STATUS, "{\"state\":\"asleep\"}");
  }

  @Test
  void marks_what_was_retained() {
    byte[] payload = "{\"smoke\":true}".getBytes(UTF_8);
    var decoded = codec.decode(topic(Kind.TELEMETRY), payload, payload.length, true);

    assertThat(((Telemetry) ((Decoded.Message) decoded).message()).readings())
        .containsEntry("ext.retained", new Flag(true));
  }

  @Test
  void reads_the_result_of_a_command() {
    assertThat(decode(Kind.RESULT, "{\"id\":\"c\",\"state\":\"done\",\"values\":{\"mute\":1}}"))
        .isEqualTo(
            new Decoded.Answer("c", new CommandOutcome.Done(Map.of("mute", new Flag(true)))));
    assertThat(decode(Kind.RESULT, "{\"id\":\"c\",\"state\":\"refused\",\"detail\":\"no\"}"))
        .isEqualTo(new Decoded.Answer("c", new CommandOutcome.Refused("no")));
    malformed(Kind.RESULT, "{\"state\":\"done\"}");
  }

  private void checkTelemetry(String payload, Map<String, Value> expected) {
    assertThat(((Telemetry) message(Kind.TELEMETRY, payload)).readings()).isEqualTo(expected);
  }

  private DeviceMessage message(Kind kind, String payload) {
    Decoded decoded = decode(kind, payload);
    assertThat(decoded).isInstanceOf(Decoded.Message.class);
    assertThat(((Decoded.Message) decoded).loss()).isNull();
    return ((Decoded.Message) decoded).message();
  }

  private Decoded.Malformed malformed(Kind kind, String payload) {
    Decoded decoded = decode(kind, payload);
    assertThat(decoded).isInstanceOf(Decoded.Malformed.class);
    return (Decoded.Malformed) decoded;
  }

  private Decoded decode(Kind kind, String payload) {
    byte[] bytes = payload.getBytes(UTF_8);
    return codec.decode(topic(kind), bytes, bytes.length, false);
  }

  private static MqttTopic topic(Kind kind) {
    return new MqttTopic(DEVICE, kind);
  }
}
