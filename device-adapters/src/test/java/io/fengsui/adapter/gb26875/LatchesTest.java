package io.fengsui.adapter.gb26875;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.gb26875.Latches.Change;
import io.fengsui.adapter.gb26875.Latches.Held;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LatchesTest {

  private static final DeviceId BOX = new DeviceId("fs-1");
  private static final DeviceId DETECTOR = new DeviceId("sd-1");
  private static final Part ONE = Part.component(1, 1, 1);
  private static final Part TWO = Part.component(1, 1, 2);
  private static final Part ELSEWHERE = Part.component(1, 2, 1);
  private static final Map<String, Value> UP = Map.of("fire", new Value.Flag(true));
  private static final Map<String, Value> DOWN = Map.of("fire", new Value.Flag(false));

  private final Latches latches = new Latches();

  @Test
  void a_shared_flag_is_down_only_when_the_last_lets_go() {
    latches.settle(ONE, BOX, UP);
    latches.settle(TWO, BOX, UP);

    assertThat(latches.settle(ONE, BOX, DOWN)).isEmpty();
    assertThat(latches.settle(TWO, BOX, DOWN)).containsExactly(new Change(BOX, DOWN));
  }

  @Test
  void a_reset_brings_down_what_is_behind_the_panel_and_no_more() {
    latches.settle(ONE, DETECTOR, UP);
    latches.settle(ELSEWHERE, BOX, UP);

    assertThat(latches.reset(Part.system(1, 1))).containsExactly(new Change(DETECTOR, DOWN));
    assertThat(latches.reset(Part.TRANSMITTER)).containsExactly(new Change(BOX, DOWN));
    assertThat(latches.reset(Part.TRANSMITTER)).isEmpty();
  }

  @Test
  void a_detector_that_is_registered_while_it_burns_burns_in_its_own_name() {
    latches.settle(ONE, BOX, UP);

    assertThat(latches.settle(ONE, DETECTOR, UP))
        .containsExactly(new Change(BOX, DOWN), new Change(DETECTOR, UP));
  }

  @Test
  void what_became_different_is_told_once_and_not_what_is_restored() {
    latches.settle(ONE, BOX, UP);
    latches.settle(TWO, BOX, UP);
    latches.settle(TWO, BOX, DOWN);

    assertThat(latches.takeChanged())
        .containsExactly(new Held(ONE, BOX, Set.of("fire")), new Held(TWO, BOX, Set.of()));
    assertThat(latches.takeChanged()).isEmpty();
    latches.restore(new Held(TWO, DETECTOR, Set.of("smoke")));
    assertThat(latches.hasChanged()).isFalse();
    assertThat(latches.held()).hasSize(2);
  }

  @Test
  void too_many_parts_hold_nothing_but_still_go_up() {
    for (int i = 0; i < Latches.MAX_PARTS; i++) {
      latches.settle(Part.component(1, 1, i), BOX, UP);
    }

    assertThat(latches.settle(ELSEWHERE, DETECTOR, UP)).containsExactly(new Change(DETECTOR, UP));
    assertThat(latches.holds(ELSEWHERE, "fire")).isFalse();
  }
}
