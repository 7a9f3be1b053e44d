package io.fengsui.adapter.gb26875;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.Value.Quantity;
import io.fengsui.adapter.gb26875.Item.Analog;
import io.fengsui.adapter.gb26875.Item.ComponentConfiguration;
import io.fengsui.adapter.gb26875.Item.ComponentState;
import io.fengsui.adapter.gb26875.Item.SystemConfiguration;
import io.fengsui.adapter.gb26875.Item.SystemOperation;
import io.fengsui.adapter.gb26875.Item.SystemState;
import io.fengsui.adapter.gb26875.Item.SystemTime;
import io.fengsui.adapter.gb26875.Item.SystemVersion;
import io.fengsui.adapter.gb26875.Item.TransmitterConfiguration;
import io.fengsui.adapter.gb26875.Item.TransmitterOperation;
import io.fengsui.adapter.gb26875.Item.TransmitterState;
import io.fengsui.adapter.gb26875.Item.TransmitterTime;
import io.fengsui.adapter.gb26875.Item.TransmitterVersion;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example frame of the standard's notes decodes to what it says and encodes to itself. */
class GoldenFramesTest {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final Profile STANDARD = Profile.standard(CHINA);
  private static final TimeTag NONE = TimeTag.NONE;

  static Set<String> names() {
    return Examples.ALL.keySet();
  }

  @Test
  void there_are_45() {
    assertThat(Examples.ALL).hasSize(45);
  }

  @ParameterizedTest
  @MethodSource("names")
  void is_found_whole_and_encodes_to_itself(String name) {
    var reader = new FrameReader();
    byte[] bytes = Examples.bytes(name);
    reader.push(bytes, 0, bytes.length);

    var found = reader.next(0);

    assertThat(found).isEqualTo(new FrameReader.Found(Frame.at(bytes, 0), true));
    assertThat(Frame.at(bytes, 0).encode()).isEqualTo(bytes);
    assertThat(reader.next(0)).isNull();
    assertThat(reader.skippedInAll()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "P1, 1, 2, 889, 88888, 2012-09-26T09:58:32",
    "P2, 1, 3, 88888, 889, 2012-09-26T09:58:35",
    "P3, 1, 6, 88888, 889, 2012-09-26T09:58:35",
    "P8, 1, 4, 88888, 889, 2012-09-26T09:58:32",
    "P9, 1, 5, 889, 88888, 2012-09-26T09:58:32",
    "P14, 1, 1, 88888, 889, 2012-09-26T09:58:32",
    "P17, 0, 2, 0, 1108152157446, 2020-10-22T17:13:24",
    "P18, 105, 2, 0, 32357566124204, 2021-06-03T14:17:10",
    "P19, 4913, 2, 0, 32354055858368, 2022-03-03T17:15:22",
    "P20, 12662, 2, 80, 36150038076, 2022-07-11T00:15:12",
    "P21, 54, 2, 801014, 0, 2021-10-28T10:35:44",
    "P22, 19, 3, 0, 123456, 2019-07-12T16:26:52",
    "P23, 0, 2, 1, 65535, 2019-07-25T14:34:15",
    "P25, 1, 2, 0, 0, 2023-06-15T11:11:03",
    "C11, 500, 4, 1, 10010, 2026-03-15T08:47:00",
    "C15, 503, 3, 10010, 1, 2026-03-15T08:50:00",
    "C18, 8, 6, 1, 10010, 2026-03-15T08:30:06",
    "C19, 0, 2, 10010, 1, 2026-03-15T08:53:00",
    "C20, 8995, 2, 10010, 16448, 2026-03-15T08:35:35",
  })
  void header(String name, int serial, int command, long source, long to, LocalDateTime sent) {
    Frame frame = Examples.frame(name);

    assertThat(frame.serial()).isEqualTo(serial);
    assertThat(frame.command()).isEqualTo(command);
    assertThat(frame.source().number()).isEqualTo(source);
    assertThat(frame.destination().number()).isEqualTo(to);
    assertThat(frame.sent().instant(CHINA)).isEqualTo(at(sent));
  }

  @Test
  void states() {
    assertThat(items("P1"))
        .containsExactly(
            new ComponentState(part(1, 1, 10, 2), 40, 2, Text.NONE, tag("2012-09-26T09:58:02")));
    assertThat(items("P4")).containsExactly(new TransmitterState(8, tag("2012-09-26T09:58:02")));
    assertThat(items("P9")).containsExactly(new TransmitterState(8, tag("2012-09-26T09:58:02")));
    assertThat(items("P17"))
        .containsExactly(
            new ComponentState(
                part(1, 3, 217, 6), 0, 2, new Text("Ａ区１层呷哺走廊", ""), tag("2020-08-01T19:18:48")));
    assertThat(items("P21"))
        .containsExactly(
            new ComponentState(
                part(1, 0, 35579, 1),
                0,
                3,
                new Text("", "02" + "00".repeat(30)),
                tag("2021-10-28T10:35:44")));
    assertThat(items("C1"))
        .containsExactly(new SystemState(Part.system(1, 1), 0x0903, tag("2026-03-15T08:30:04")));
    assertThat(items("C2"))
        .containsExactly(
            new ComponentState(
                part(1, 1, 3, 17), 42, 3, new Text("3号楼2层走廊感烟", ""), tag("2026-03-15T08:30:02")),
            new ComponentState(
                part(1, 1, 3, 18), 23, 0x0D, new Text("3号楼2层手报", ""), tag("2026-03-15T08:30:03")));
    assertThat(items("C9")).containsExactly(new TransmitterState(0x31, tag("2026-03-15T08:44:59")));
  }

  @Test
  void analog_values() {
    TimeTag at = tag("2026-03-15T08:30:59");
    assertThat(items("C3"))
        .containsExactly(
            new Analog(part(128, 1, 1, 1), 17, 3, 685, at),
            new Analog(part(128, 1, 1, 2), 17, 3, -123, at),
            new Analog(part(128, 1, 1, 1), 17, 128, 312, at));
    assertThat(items("P24"))
        .containsExactly(new Analog(Part.component(1, 2, 0x2B000000L), 92, 2, 511, NONE));
    assertThat(Quantities.readings((Analog) items("P24").getFirst(), STANDARD))
        .isEqualTo(Map.of("water.level", quantity(5.11, "m")));
    assertThat(Quantities.readings((Analog) items("C3").get(1), STANDARD))
        .isEqualTo(Map.of("temperature", quantity(-12.3, "Cel")));
    assertThat(Quantities.readings((Analog) items("C3").get(2), STANDARD))
        .isEqualTo(Map.of("ext.analog_128", quantity(312, "")));
    assertThat(Quantities.readings((Analog) items("C20").getFirst(), STANDARD))
        .isEqualTo(Map.of("temperature", quantity(899.5, "Cel")));
  }

  @Test
  void operations() {
    assertThat(items("P5"))
        .containsExactly(new TransmitterOperation(0x20, 1, tag("2012-09-26T09:58:02")));
    assertThat(items("P19"))
        .containsExactly(new TransmitterOperation(2, 0, tag("2022-03-03T17:15:22")));
    assertThat(items("C4"))
        .containsExactly(new SystemOperation(Part.system(1, 1), 1, 5, tag("2026-03-15T08:39:58")));
    assertThat(items("C16"))
        .containsExactly(new TransmitterOperation(0x20, 3, tag("2026-03-15T08:52:10")));
  }

  @Test
  void versions_configurations_and_clocks() {
    assertThat(items("P6")).containsExactly(new TransmitterVersion(1, 1));
    assertThat(items("P11")).containsExactly(new TransmitterVersion(1, 1));
    assertThat(items("P20")).containsExactly(new TransmitterVersion(1, 1));
    assertThat(items("C5")).containsExactly(new SystemVersion(Part.system(1, 1), 4, 2));
    assertThat(items("C6"))
        .containsExactly(
            new SystemConfiguration(Part.system(1, 1), new Text("JB-QB-GST200 火灾报警控制器", "")),
            new SystemConfiguration(Part.system(12, 2), new Text("喷淋", "")));
    assertThat(items("C7"))
        .containsExactly(
            new ComponentConfiguration(part(1, 1, 3, 17), 42, new Text("3号楼2层走廊感烟", "")));
    assertThat(items("C10"))
        .containsExactly(new TransmitterConfiguration(new Text("FS-2000传输装置", "")));
    assertThat(items("P7")).containsExactly(new TransmitterTime(tag("2012-09-26T09:58:02")));
    assertThat(items("P13")).containsExactly(new TransmitterTime(tag("2012-09-26T09:58:02")));
    assertThat(items("C8"))
        .containsExactly(new SystemTime(Part.system(1, 1), tag("2026-03-15T08:43:57")));
  }

  @Test
  void vendors_own_and_heartbeats() {
    assertThat(content("P18").isHeartbeat()).isTrue();
    assertThat(content("C19").isHeartbeat()).isTrue();
    assertThat(content("P23").items()).isEmpty();
    assertThat(content("P23").rest()).isEqualTo("00035b010000000200000f220e190713");
    assertThat(content("P25").rest()).startsWith("0102413230464543").hasSize(68);
  }

  @Test
  void a_dialect_reads_a_vendors_own() throws Exception {
    Profile fubei = Profiles.load("fubei", CHINA).of(Address.ZERO);

    Content content = Content.of(Examples.frame("P23").data(), fubei);

    assertThat(content.items())
        .containsExactly(
            new ComponentState(part(0, 3, 1, 0), 91, 2, Text.NONE, tag("2019-07-25T14:34:15")));
  }

  @Test
  void a_confirmation_is_the_one_of_the_examples() {
    TimeTag now = tag("2012-09-26T09:58:35");

    assertThat(Examples.frame("P1").answer(Frame.Command.CONFIRM, now).encode())
        .isEqualTo(Examples.bytes("P2"));
    assertThat(Examples.frame("P1").answer(Frame.Command.DENY, now).encode())
        .isEqualTo(Examples.bytes("P3"));
    assertThat(
            Examples.frame("C16")
                .answer(Frame.Command.CONFIRM, Examples.frame("C16").sent())
                .encode())
        .isEqualTo(Examples.bytes("C17"));
    assertThat(
            Examples.frame("C14")
                .answer(Frame.Command.CONFIRM, Examples.frame("C14").sent())
                .encode())
        .isEqualTo(Examples.bytes("C15"));
  }

  private static Quantity quantity(double amount, String unit) {
    return new Quantity(amount, unit);
  }

  private static List<Item> items(String name) {
    Content content = content(name);
    assertThat(content.flags()).as(name).isEmpty();
    return content.items();
  }

  private static Content content(String name) {
    return Content.of(Examples.frame(name).data(), STANDARD);
  }

  private static Part part(int system, int number, int low, int high) {
    return Part.component(system, number, low | ((long) high << 16));
  }

  private static TimeTag tag(String local) {
    return TimeTag.of(at(LocalDateTime.parse(local)), CHINA);
  }

  private static Instant at(LocalDateTime local) {
    return local.atZone(CHINA).toInstant();
  }
}
