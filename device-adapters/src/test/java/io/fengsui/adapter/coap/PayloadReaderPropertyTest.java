package io.fengsui.adapter.coap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.coap.PayloadReader.Content;
import io.fengsui.adapter.json.Cbor;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PayloadReaderPropertyTest {

  private static final byte[] JSON =
      "[{\"ts\":1767225600000,\"values\":{\"smoke\":1,\"temp\":23.5}},{\"battery\":80}]"
          .getBytes(UTF_8);
  private static final byte[] CBOR =
      HexFormat.of().parseHex("82a2627473fb4279b77276f00000" + "6674656d70f94dc0a165736d6f6b65f5");

  private final PayloadReader reader = new PayloadReader();

  @Property
  void never_throws_whatever_the_bytes(@ForAll @Size(max = 300) byte[] bytes) {
    assertThat(reader.json(bytes, "imei")).isNotNull();
    assertThat(reader.cbor(bytes, null)).isNotNull();
  }

  @Property
  void never_throws_on_a_mutated_message(
      @ForAll @IntRange(max = 1_000) int seed, @ForAll byte value) {
    var random = new Random(seed);
    for (byte[] message : new byte[][] {JSON.clone(), CBOR.clone()}) {
      message[random.nextInt(message.length)] = value;
      byte[] cut = java.util.Arrays.copyOf(message, random.nextInt(message.length + 1));
      assertThat(reader.json(message, null)).isNotNull();
      assertThat(reader.cbor(message, "imei")).isNotNull();
      assertThat(reader.cbor(cut, null)).isNotNull();
    }
  }

  @Example
  void a_length_that_is_not_there_is_no_reason_to_make_room() {
    for (String head :
        new String[] {
          "7b7fffffffffffffff",
          "9b7fffffffffffffff",
          "bb7fffffffffffffff",
          "5bffffffffffffffff",
          "7a7fffffff41"
        }) {
      assertThat(Cbor.toJson(HexFormat.of().parseHex(head))).isNull();
    }
  }

  @Example
  void what_is_nested_to_the_limit_is_refused() {
    assertThat(Cbor.toJson(HexFormat.of().parseHex("81".repeat(8_000)))).isNull();
    assertThat(Cbor.toJson(HexFormat.of().parseHex("9f".repeat(8_000)))).isNull();
    assertThat(Cbor.toJson(HexFormat.of().parseHex("c1".repeat(8_000)))).isNull();
    assertThat(reader.json("[".repeat(8_000).getBytes(UTF_8), null).samples()).isEmpty();
    Content deep = reader.json("{\"a\":".repeat(8_000).getBytes(UTF_8), null);
    assertThat(deep.loss()).isNotNull();
  }

  @Example
  void a_million_entries_are_cut_at_the_limit() {
    String many = "[" + "{\"smoke\":1},".repeat(1_000_000) + "{\"smoke\":0}]";

    Content content = reader.json(many.getBytes(UTF_8), null);

    assertThat(content.samples()).hasSize(PayloadReader.MAX_SAMPLES);
    assertThat(Objects.requireNonNull(content.loss()).reason()).isEqualTo(Receipt.Reason.TOO_LARGE);
  }

  @Example
  void cbor_says_what_json_says() {
    // RFC 8949 appendix A
    assertThat(json("f93c00")).isEqualTo("1.0");
    assertThat(json("fb3ff199999999999a")).isEqualTo("1.1");
    assertThat(json("3903e7")).isEqualTo("-1000");
    assertThat(json("f97e00")).isEqualTo("null");
    assertThat(json("c11a514b67b0")).isEqualTo("1363896240");
    assertThat(json("4401020304")).isEqualTo("\"01020304\"");
    assertThat(json("bf61610161629f0203ffff")).isEqualTo("{\"a\":1,\"b\":[2,3]}");
    assertThat(json("a201020304")).isEqualTo("{\"1\":2,\"3\":4}");
    assertThat(json("8301820203820405")).isEqualTo("[1,[2,3],[4,5]]");
    assertThat(Cbor.toJson(HexFormat.of().parseHex("0102"))).isNull();
    assertThat(Cbor.toJson(HexFormat.of().parseHex("62c328"))).isNull();
    assertThat(Cbor.toJson(new byte[0])).isNull();
  }

  private static String json(String cbor) {
    byte[] json = Cbor.toJson(HexFormat.of().parseHex(cbor));
    return json == null ? "none" : new String(json, UTF_8);
  }
}
