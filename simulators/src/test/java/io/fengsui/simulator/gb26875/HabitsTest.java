package io.fengsui.simulator.gb26875;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HabitsTest {
  private static final Frame BEAT = new Frame(0, 0x0101, null, 10_010, 1, Frame.SEND, new byte[0]);
  private static final String WHOLE = HexFormat.of().formatHex(BEAT.encode());

  @Test
  void every_nth_frame_has_a_wrong_checksum_or_no_end() {
    assertThat(three(Quirk.WRONG_CHECKSUM).get(0)).isEqualTo(WHOLE);
    assertThat(three(Quirk.WRONG_CHECKSUM).get(1)).hasSize(60).isNotEqualTo(WHOLE).endsWith("2323");
    assertThat(three(Quirk.WRONG_CHECKSUM).get(2)).isEqualTo(WHOLE);
    assertThat(three(Quirk.MISSING_END)).containsExactly(WHOLE, WHOLE.substring(0, 56), WHOLE);
  }

  @Test
  void garbage_goes_before_and_copies_after() {
    assertThat(three(Quirk.LEADING_GARBAGE)).containsOnly("ff0040" + WHOLE);
    assertThat(three(Quirk.TWICE)).containsOnly(WHOLE + WHOLE);
  }

  @Test
  void two_frames_are_merged_and_one_is_split() {
    assertThat(three(Quirk.MERGED)).containsExactly(WHOLE + WHOLE);
    assertThat(three(Quirk.SPLIT)).hasSize(15).allMatch(piece -> piece.length() <= 14);
    assertThat(String.join("", three(Quirk.SPLIT))).isEqualTo(WHOLE.repeat(3));
  }

  private static List<String> three(Quirk quirk) {
    var habits = new Habits(Set.of(quirk), 2);
    return List.of(BEAT, BEAT, BEAT).stream()
        .flatMap(frame -> habits.writes(frame).stream())
        .map(HexFormat.of()::formatHex)
        .toList();
  }
}
