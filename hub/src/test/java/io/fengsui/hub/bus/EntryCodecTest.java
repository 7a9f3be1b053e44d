package io.fengsui.hub.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Flag;
import io.fengsui.adapter.Value.Position;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.adapter.Value.Text;
import io.fengsui.hub.bus.EntryDecoder.Decoded;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class EntryCodecTest {

  private static final Instant AT = Instant.parse("2026-11-01T08:00:00Z");

  // One for all tries, so that what it remembers is tried as well.
  private final EntryDecoder decoder = new EntryDecoder();

  @Property
  void what_is_encoded_is_decoded_as_it_was(
      @ForAll("messages") DeviceMessage message, @ForAll("texts") String link) {
    ByteWriter out = EntryEncoder.heard(link, message);

    assertThat(decode(out.bytes(), out.length()))
        .isEqualTo(new Decoded.Good(new Entry.Heard(7, AT, link, message)));
  }

  @Property
  void the_marker_of_a_return_as_well(@ForAll("instants") Instant downSince) {
    ByteWriter out = EntryEncoder.resumed(downSince);

    assertThat(decode(out.bytes(), out.length()))
        .isEqualTo(new Decoded.Good(new Entry.Resumed(7, AT, downSince)));
  }

  @Property
  void decoding_never_throws(@ForAll byte[] noise) {
    assertThat(decode(noise, noise.length)).isNotNull();
  }

  @Property
  void a_changed_byte_never_throws(
      @ForAll("messages") DeviceMessage message, @ForAll int place, @ForAll byte value) {
    ByteWriter out = EntryEncoder.heard("mqtt", message);
    out.bytes()[Math.floorMod(place, out.length())] = value;

    assertThat(decode(out.bytes(), out.length())).isNotNull();
  }

  @Property(tries = 200)
  void a_record_cut_anywhere_is_malformed(@ForAll("messages") DeviceMessage message) {
    ByteWriter out = EntryEncoder.heard("mqtt", message);
    for (int cut = 0; cut < out.length(); cut++) {
      byte[] part = Arrays.copyOf(out.bytes(), cut);
      assertThat(decode(part, cut)).isInstanceOf(Decoded.Malformed.class);
    }
  }

  @Example
  void a_length_beyond_the_record_allocates_nothing() {
    byte[] boast = {EntryEncoder.TELEMETRY, 1, 'l', 1, 'd', 0, -1, -1, -1, -1, 7};

    assertThat(decode(boast, boast.length)).isInstanceOf(Decoded.Malformed.class);
  }

  @Example
  void a_usual_message_is_compact() {
    var message =
        new Telemetry(
            new DeviceId("sd-4f7k2m"),
            AT,
            Map.of(
                "smoke", new Flag(false),
                "smoke.density", new Quantity(0.02, "dB/m"),
                "temperature", new Quantity(21.5, "Cel"),
                "battery", new Quantity(87, "%"),
                "link.quality", new Quantity(120, "")));

    assertThat(EntryEncoder.heard("mqtt", message).length()).isLessThan(140);
  }

  private Decoded decode(byte[] bytes, int length) {
    return decoder.decode(bytes, 0, length, 7, AT);
  }

  @Provide
  Arbitrary<DeviceMessage> messages() {
    Arbitrary<DeviceId> devices =
        Arbitraries.strings()
            .withChars("abcXYZ019._-")
            .ofMinLength(1)
            .ofMaxLength(64)
            .filter(DeviceId::isValid)
            .map(DeviceId::new);
    Arbitrary<@Nullable Instant> times = instants().injectNull(0.3);
    Arbitrary<Map<String, Value>> values = Arbitraries.maps(texts(), values()).ofMaxSize(8);
    Arbitrary<DeviceMessage> telemetry =
        Combinators.combine(devices, times, values).as(Telemetry::new);
    Arbitrary<DeviceMessage> occurrence =
        Combinators.combine(devices, times, texts(), values).as(Occurrence::new);
    Arbitrary<DeviceMessage> presence =
        Combinators.combine(
                devices,
                times,
                Arbitraries.of(true, false),
                Arbitraries.maps(texts(), texts()).ofMaxSize(4))
            .as(Presence::new);
    return Arbitraries.oneOf(List.of(telemetry, occurrence, presence));
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Combinators.combine(
            Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
            Arbitraries.integers().between(0, 999_999_999))
        .as(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withCharRange('\0', '\ud7ff')
        .withChars('烽', '燧', '\ue000')
        .ofMaxLength(80);
  }

  private Arbitrary<Value> values() {
    Arbitrary<Value> quantity =
        Combinators.combine(Arbitraries.doubles(), texts()).as(Quantity::new);
    Arbitrary<Value> flag = Arbitraries.of(true, false).map(Flag::new);
    Arbitrary<Value> text = texts().map(Text::new);
    Arbitrary<Value> position =
        Combinators.combine(
                Arbitraries.doubles().between(-90, 90),
                Arbitraries.doubles().between(-180, 180),
                Arbitraries.of(12.5, Double.NaN))
            .as(Position::new);
    return Arbitraries.oneOf(List.of(quantity, flag, text, position));
  }
}
