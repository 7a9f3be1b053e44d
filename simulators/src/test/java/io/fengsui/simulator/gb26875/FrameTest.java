package io.fengsui.simulator.gb26875;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.simulator.gb26875.Report.Analog;
import io.fengsui.simulator.gb26875.Report.ComponentState;
import io.fengsui.simulator.gb26875.Report.Operation;
import io.fengsui.simulator.gb26875.Report.SystemConfiguration;
import io.fengsui.simulator.gb26875.Report.SystemState;
import io.fengsui.simulator.gb26875.Report.TransmitterConfiguration;
import io.fengsui.simulator.gb26875.Report.TransmitterOperation;
import io.fengsui.simulator.gb26875.Report.TransmitterState;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of the protocol's description, byte by byte. */
class FrameTest {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();
  private static final LocalDateTime MORNING = LocalDateTime.of(2026, 3, 15, 8, 30, 0);

  /** A confirmation, as it is published. */
  private static final String CONFIRMATION =
      "40 40 01 00 01 01 23 3A 09 1A 09 0C 38 5B 01 00 00 00 79 03 00 00 00 00 00 00 03 AB 23 23";

  /** Both delimiters are in its data. */
  private static final String DELIMITERS =
      "40 40 23 23 01 01 23 23 08 0F 03 1A 1A 27 00 00 00 00 40 40 00 00 00 00 12 00 02 03 01 01 01"
          + " 1E 23 23 40 40 03 23 23 23 23 08 0F 03 1A 44 23 23";

  @Test
  void a_system_on_fire_is_written_as_described() {
    assertThat(sent(7, MORNING.withSecond(5), new SystemState(1, 1, 0x0903, MORNING.withSecond(4))))
        .isEqualTo(
            "40 40 07 00 01 01 05 1E 08 0F 03 1A 1A 27 00 00 00 00 01 00 00 00 00 00 0C 00 02 01"
                + " 01 01 01 03 09 04 1E 08 0F 03 1A 16 23 23");
  }

  @Test
  void two_components_with_chinese_texts_are_written_as_described() {
    assertThat(
            sent(
                8,
                MORNING.withSecond(6),
                new ComponentState(Part.of(3, 17), 42, 3, "3号楼2层走廊感烟", MORNING.withSecond(2)),
                new ComponentState(Part.of(3, 18), 23, 0x0D, "3号楼2层手报", MORNING.withSecond(3))))
        .isEqualTo(
            "40 40 08 00 01 01 06 1E 08 0F 03 1A 1A 27 00 00 00 00 01 00 00 00 00 00 5E 00 02 02"
                + " 02 01 01 2A 03 00 11 00 03 00 33 BA C5 C2 A5 32 B2 E3 D7 DF C0 C8 B8 D0 D1 CC"
                + " 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 02 1E 08 0F 03 1A 01 01 17 03 00"
                + " 12 00 0D 00 33 BA C5 C2 A5 32 B2 E3 CA D6 B1 A8 00 00 00 00 00 00 00 00 00 00"
                + " 00 00 00 00 00 00 00 00 00 03 1E 08 0F 03 1A 4B 23 23");
  }

  @Test
  void measured_values_are_written_as_described() {
    var at = LocalDateTime.of(2026, 3, 15, 8, 30, 59);
    assertThat(
            sent(
                9,
                LocalDateTime.of(2026, 3, 15, 8, 31, 0),
                new Analog(new Part(128, 1, 1, 1), 17, 3, 685, at),
                new Analog(new Part(128, 1, 1, 2), 17, 3, -123, at),
                new Analog(new Part(128, 1, 1, 1), 17, 128, 312, at)))
        .isEqualTo(
            "40 40 09 00 01 01 00 1F 08 0F 03 1A 1A 27 00 00 00 00 01 00 00 00 00 00 32 00 02 03"
                + " 03 80 01 11 01 00 01 00 03 AD 02 3B 1E 08 0F 03 1A 80 01 11 01 00 02 00 03 85"
                + " FF 3B 1E 08 0F 03 1A 80 01 11 01 00 01 00 80 38 01 3B 1E 08 0F 03 1A 30 23 23");
  }

  @Test
  void operations_and_the_transmitters_own_state_are_written_as_described() {
    assertThat(
            sent(
                10,
                MORNING.withMinute(40),
                new Operation(1, 1, Report.RESET, 5, LocalDateTime.of(2026, 3, 15, 8, 39, 58))))
        .endsWith("0C 00 02 04 01 01 01 01 05 3A 27 08 0F 03 1A 5A 23 23");
    assertThat(
            sent(
                15,
                MORNING.withMinute(45),
                new TransmitterState(0x31, LocalDateTime.of(2026, 3, 15, 8, 44, 59))))
        .endsWith("09 00 02 15 01 31 3B 2C 08 0F 03 1A A1 23 23");
    assertThat(
            sent(
                17,
                LocalDateTime.of(2026, 3, 15, 8, 52, 11),
                new TransmitterOperation(
                    Report.ON_DUTY, 3, LocalDateTime.of(2026, 3, 15, 8, 52, 10))))
        .endsWith("0A 00 02 18 01 20 03 0A 34 08 0F 03 1A 82 23 23");
  }

  @Test
  void texts_of_their_own_length_are_written_as_described() {
    var systems =
        List.of(
            new SystemConfiguration(1, 1, "JB-QB-GST200 火灾报警控制器"),
            new SystemConfiguration(12, 2, "喷淋"));
    assertThat(HEX.formatHex(Unit.of(6, systems, Set.of())))
        .isEqualTo(
            "06 02 01 01 1B 4A 42 2D 51 42 2D 47 53 54 32 30 30 20 BB F0 D4 D6 B1 A8 BE AF BF D8"
                + " D6 C6 C6 F7 0C 02 04 C5 E7 C1 DC");
    assertThat(
            HEX.formatHex(
                Unit.of(26, List.of(new TransmitterConfiguration("FS-2000传输装置")), Set.of())))
        .isEqualTo("1A 01 0F 46 53 2D 32 30 30 30 B4 AB CA E4 D7 B0 D6 C3");
  }

  @Test
  void a_text_that_is_too_long_ends_between_two_characters() {
    var state = new ComponentState(Part.of(1, 1), 42, 1, "𠀀".repeat(8) + "尾", MORNING);
    var unit = HEX.formatHex(Unit.of(2, List.of(state), Set.of()));
    assertThat(unit).contains("95 32 82 36 00 00 00 00 1E 08");
  }

  @ParameterizedTest
  @ValueSource(strings = {CONFIRMATION, DELIMITERS})
  void what_is_read_is_written_again(String frame) {
    byte[] bytes = HEX.parseHex(frame);
    assertThat(HEX.formatHex(Frame.decode(bytes).encode())).isEqualTo(frame);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 4096})
  void frames_are_found_in_pieces_and_behind_garbage(int piece) {
    byte[] stream =
        HEX.parseHex(
            String.join(
                " ",
                CONFIRMATION,
                "FF 00 40",
                DELIMITERS,
                "40 40 40",
                CONFIRMATION.replace("AB 23 23", "AC 23 23"),
                CONFIRMATION));
    var found = new ArrayList<Frame>();
    var scan = new FrameScan();
    for (int from = 0; from < stream.length; from += piece) {
      int count = Math.min(piece, stream.length - from);
      scan.feed(ByteBuffer.wrap(stream, from, count), found::add);
    }
    assertThat(found).extracting(Frame::serial).containsExactly(1, 0x2323, 1);
    assertThat(scan.skipped()).isEqualTo(3 + 3 + 30);
  }

  private static String sent(int serial, LocalDateTime at, Report... objects) {
    byte[] data = Unit.of(objects[0].type(), List.of(objects), Set.of());
    return HEX.formatHex(new Frame(serial, 0x0101, at, 10_010, 1, Frame.SEND, data).encode());
  }
}
