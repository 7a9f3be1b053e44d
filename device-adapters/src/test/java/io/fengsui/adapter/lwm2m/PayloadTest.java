package io.fengsui.adapter.lwm2m;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Meaning;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Value;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.eclipse.leshan.core.node.LwM2mNode;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.node.codec.CodecException;
import org.eclipse.leshan.core.request.ContentFormat;
import org.jspecify.annotations.Nullable;

/** Payloads of real encoders, and what no device should send. */
class PayloadTest {

  private static final DeviceId DEVICE = new DeviceId("sd-1");
  private static final LwM2mPath SMOKE = new LwM2mPath("/3407/0");
  private static final String TLV =
      "e8179c084055e00000000000" + "e8179d08c058400000000000" + "e1179e01";
  private static final String SENML_CBOR =
      "83a300643630343402f9557821682f333430372f302fa200643630343502f9d610a200643630343604f5";
  private static final GuardedDecoder DECODER = new GuardedDecoder();

  private static Map<String, Value> read(
      LwM2mPath path, @Nullable ContentFormat format, byte[] payload) {
    LwM2mNode node = DECODER.decode(payload, format, null, path, Facts.MODEL);
    var translation =
        new Translation(DEVICE, _ -> Optional.empty(), new Points(), Set.of(SMOKE), null);
    translation.take(path, node);
    Meaning meaning = translation.meaning(null);
    return meaning.messages().isEmpty()
        ? Map.of()
        : ((Telemetry) meaning.messages().getFirst()).readings();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  @Example
  void every_format_says_the_same() {
    Map<String, Value> expected =
        Map.of(
            "battery", new Value.Quantity(87.5, "%"),
            "signal", new Value.Quantity(-97, "dB[mW]"),
            "smoke", new Value.Flag(true));

    assertThat(read(SMOKE, ContentFormat.TLV, hex(TLV))).isEqualTo(expected);
    assertThat(read(SMOKE, ContentFormat.SENML_CBOR, hex(SENML_CBOR))).isEqualTo(expected);
    assertThat(
            read(
                SMOKE,
                ContentFormat.SENML_JSON,
                ("[{\"bn\":\"/3407/0/\",\"n\":\"6044\",\"v\":87.5},{\"n\":\"6045\",\"v\":-97.0},"
                        + "{\"n\":\"6046\",\"vb\":true}]")
                    .getBytes(UTF_8)))
        .isEqualTo(expected);
    assertThat(
            read(
                SMOKE,
                ContentFormat.JSON,
                ("{\"bn\":\"/3407/0/\",\"e\":[{\"n\":\"6044\",\"v\":87.5},"
                        + "{\"n\":\"6045\",\"v\":-97.0},{\"n\":\"6046\",\"bv\":true}]}")
                    .getBytes(UTF_8)))
        .isEqualTo(expected);
  }

  @Example
  void a_single_resource_says_the_same_in_every_format() {
    var path = new LwM2mPath("/3407/0/6046");
    Map<String, Value> expected = Map.of("smoke", new Value.Flag(true));

    assertThat(read(path, ContentFormat.TEXT, "1".getBytes(UTF_8))).isEqualTo(expected);
    assertThat(read(path, ContentFormat.TLV, hex("e1179e01"))).isEqualTo(expected);
    assertThat(read(path, ContentFormat.CBOR, hex("f5"))).isEqualTo(expected);
    assertThat(read(path, ContentFormat.SENML_CBOR, hex("81a204f5216c2f333430372f302f36303436")))
        .isEqualTo(expected);
  }

  @Example
  void without_a_format_a_value_is_text_and_a_point_is_tlv() {
    var path = new LwM2mPath("/3407/0/6046");

    assertThat(read(path, null, "1".getBytes(UTF_8))).containsEntry("smoke", new Value.Flag(true));
    assertThat(read(SMOKE, null, hex(TLV))).containsEntry("smoke", new Value.Flag(true));
    assertThat(read(new LwM2mPath("/19/0/0"), null, hex("a55a01")))
        .containsEntry("ext.raw", new Value.Text("a55a01"));
  }

  @Example
  void a_number_that_would_take_for_ever_is_refused() {
    for (String time : List.of("1e9999999", "1e-9999999", "-1E+401", "1.5e-999999999")) {
      byte[] senml =
          "[{\"bn\":\"/3407/0/\",\"bt\":%s,\"n\":\"6044\",\"v\":1}]"
              .formatted(time)
              .getBytes(UTF_8);
      assertThatThrownBy(() -> sent(ContentFormat.SENML_JSON, senml))
          .isInstanceOf(CodecException.class);
      byte[] old =
          "{\"bn\":\"/3407/0/\",\"bt\":%s,\"e\":[{\"n\":\"6044\",\"v\":1}]}"
              .formatted(time)
              .getBytes(UTF_8);
      assertThatThrownBy(() -> sent(ContentFormat.JSON, old)).isInstanceOf(CodecException.class);
    }
    for (String time : List.of("c4821a0098967f01", "c5821a0098967f01", "c4823a0098967f01")) {
      byte[] cbor = hex("81a3216c2f333430372f302f36303436" + "22" + time + "04f5");
      assertThatThrownBy(() -> sent(ContentFormat.SENML_CBOR, cbor))
          .isInstanceOf(CodecException.class);
    }
  }

  @Example
  void a_time_in_any_form_is_read() {
    for (String time : List.of("c482001a6955b900", "1a6955b900", "fb41da556e40000000")) {
      byte[] cbor = hex("81a3216c2f333430372f302f36303436" + "22" + time + "04f5");

      assertThat(sent(ContentFormat.SENML_CBOR, cbor))
          .containsExactly(Instant.ofEpochSecond(1_767_225_600));
    }
    byte[] json =
        "[{\"bn\":\"/3407/0/\",\"bt\":1.7672256e9,\"n\":\"6044\",\"v\":1}]".getBytes(UTF_8);
    assertThat(sent(ContentFormat.SENML_JSON, json))
        .containsExactly(Instant.ofEpochSecond(1_767_225_600));
  }

  private static Set<Instant> sent(ContentFormat format, byte[] payload) {
    return DECODER.decodeTimestampedNodes(payload, format, null, null, Facts.MODEL).getTimestamps();
  }

  @Example
  void the_device_object_is_battery_and_faults() {
    var device = new LwM2mPath("/3/0");
    byte[] tlv = hex("c40041636d65" + "c1094c" + "830b410001" + "c11404");

    assertThat(read(device, ContentFormat.TLV, tlv))
        .containsEntry("battery", new Value.Quantity(76, "%"))
        .containsEntry("battery.low", new Value.Flag(true))
        .containsEntry("fault", new Value.Flag(false));
  }

  @Example
  void of_two_points_one_in_alarm_is_an_alarm_and_silence_of_one_is_not_all_clear() {
    var points = new Points();
    var one = new LwM2mPath("/3407/0");
    var two = new LwM2mPath("/3407/1");
    Set<LwM2mPath> both = Set.of(one, two);

    assertThat(points.any("smoke", one, false, both)).isNull();
    assertThat(points.any("smoke", two, true, both)).isTrue();
    assertThat(points.any("smoke", one, false, both)).isTrue();
    assertThat(points.any("smoke", two, false, both)).isFalse();
  }

  @Example
  void a_notification_that_was_overtaken_is_dropped() {
    var points = new Points();
    var path = new LwM2mPath("/3407/0");

    assertThat(points.isNewer(path, 10, 0)).isTrue();
    assertThat(points.isNewer(path, 12, 1)).isTrue();
    assertThat(points.isNewer(path, 11, 2)).isFalse();
    assertThat(points.isNewer(path, 12, 3)).isFalse();
    assertThat(points.isNewer(path, 0xff_ffff, 4)).isFalse();
    assertThat(points.isNewer(path, 5, 200_000_000_000L)).isTrue();
  }

  @Example
  void a_point_that_is_a_child_speaks_for_itself() {
    var translation =
        new Translation(
            DEVICE,
            at -> Optional.of(at).filter("3407/0"::equals).map(_ -> new DeviceId("sd-1-a")),
            new Points(),
            Set.of(SMOKE),
            null);
    translation.take(SMOKE, DECODER.decode(hex(TLV), ContentFormat.TLV, null, SMOKE, Facts.MODEL));

    assertThat(translation.meaning(null).messages())
        .extracting(DeviceMessage::device)
        .containsExactly(new DeviceId("sd-1-a"));
  }

  @Example
  void what_is_nested_to_the_limit_is_refused() {
    byte[] tlv = new byte[8_000];
    for (int i = 0; i + 4 <= tlv.length; i += 4) { // an instance in an instance, and so on
      int rest = tlv.length - i - 4;
      tlv[i] = 0x10;
      tlv[i + 2] = (byte) (rest >> 8);
      tlv[i + 3] = (byte) rest;
    }
    assertThatThrownBy(() -> read(SMOKE, ContentFormat.TLV, tlv))
        .isInstanceOf(CodecException.class);
    assertThatThrownBy(
            () -> read(SMOKE, ContentFormat.SENML_JSON, "[".repeat(8_000).getBytes(UTF_8)))
        .isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> read(SMOKE, ContentFormat.SENML_CBOR, hex("81".repeat(8_000))))
        .isInstanceOf(CodecException.class);
  }

  @Example
  void a_million_entries_do_not_fit_into_a_message_and_as_many_as_fit_are_cut() {
    var many = new StringBuilder("[{\"bn\":\"/3303/\",\"n\":\"9999/5700\",\"v\":1}");
    for (int i = 0; i < 1_500; i++) {
      many.append(",{\"n\":\"").append(i).append("/5700\",\"v\":1}");
    }
    Raw raw = new Raw("sd-1 110", new byte[0], false);
    assertThat(Kept.read(raw, Lwm2mSettings.listeningOn("127.0.0.1", 0, true)).loss()).isNotNull();
    var sent =
        DECODER.decodeTimestampedNodes(
            (many + "]").getBytes(UTF_8), ContentFormat.SENML_JSON, null, null, Facts.MODEL);
    var translation = new Translation(DEVICE, _ -> Optional.empty(), new Points(), Set.of(), null);
    sent.getFlattenNodes().forEach(translation::take);

    assertThat(translation.meaning(null).loss()).isNotNull();
  }

  @Property(tries = 300)
  void never_throws_anything_but_what_it_says(@ForAll @Size(max = 100) byte[] bytes) {
    for (ContentFormat format :
        List.of(
            ContentFormat.TLV,
            ContentFormat.JSON,
            ContentFormat.SENML_JSON,
            ContentFormat.SENML_CBOR)) {
      Raw raw = Raw.of("sd-1 " + format.getCode(), bytes);
      assertThat(Kept.read(raw, Lwm2mSettings.listeningOn("127.0.0.1", 0, true))).isNotNull();
      PayloadFuzz.decode(SMOKE, format, bytes);
    }
  }

  @Example
  void a_short_fuzzing_run_throws_nothing() {
    PayloadFuzz.run(8_000, 7);
  }
}
