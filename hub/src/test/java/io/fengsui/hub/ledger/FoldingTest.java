package io.fengsui.hub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Raw;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FoldingTest {

  private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");

  private final Folding folding = new Folding(1, START);
  private final Map<Long, Long> rows = new TreeMap<>();
  private @Nullable Sample latest;
  private long lost;

  @Test
  void what_comes_now_and_then_has_a_row_each() {
    for (int i = 0; i < 100; i++) {
      lose(START.plusSeconds(30L * i), "meter", true, "not JSON", "n" + i);
      write();
    }

    assertThat(rows).hasSize(100);
  }

  @Test
  void a_flood_of_one_device_takes_few_rows_and_counts_all() {
    for (int i = 0; i < 600_000; i++) {
      lose(START.plusMillis(i / 10), "meter", true, "not JSON", "n" + i);
      if (i % 10_000 == 0) {
        write();
      }
    }
    write();

    assertThat(rows).hasSizeLessThanOrEqualTo(Folding.DEVICE_ROWS + 60 / 10 + 1);
    assertThat(kept()).isEqualTo(600_000);
    byte[] kept = Objects.requireNonNull(latest).bytes();
    assertThat(new String(kept, StandardCharsets.UTF_8)).isEqualTo("n599999");
  }

  @Test
  void invented_ids_share_what_their_link_may_begin() {
    for (int i = 0; i < 50_000; i++) {
      lose(START, "stranger-" + i, false, "no device stranger-" + i, "x");
      if (i % 1_000 == 0) {
        write();
      }
    }
    write();

    assertThat(rows).hasSize(Folding.LINK_ROWS + 1);
    assertThat(kept()).isEqualTo(50_000);
  }

  @Test
  void a_flood_of_one_device_leaves_room_for_another() {
    for (int i = 0; i < 10_000; i++) {
      lose(START, "meter", true, "not JSON " + i, "x");
    }
    write();
    int before = rows.size();

    lose(START, "smoke", true, "not JSON", "x");
    write();

    assertThat(rows).hasSize(before + 1);
  }

  @Test
  void what_brings_nothing_to_replay_is_one_row_a_day() {
    for (int i = 0; i < 48; i++) {
      lose(START.plusSeconds(3600L * i), "meter", true, "its clock cannot be right", null);
      write();
    }

    assertThat(rows.values()).containsExactly(24L, 24L);
  }

  @Test
  void nothing_is_folded_into_a_closed_row() {
    lose(START, "meter", true, "its clock cannot be right", null);
    write();
    folding.close(rows.keySet());

    lose(START, "meter", true, "its clock cannot be right", null);
    write();

    assertThat(rows.values()).containsExactly(1L, 1L);
  }

  @Test
  void while_nothing_can_be_written_memory_stays_bounded_and_the_rest_is_refused() {
    int refused = 0;
    for (int i = 0; i < 200_000; i++) {
      Instant at = START.plusSeconds(i);
      refused += lose(at, "d" + i, true, "not JSON", "x") ? 0 : 1;
    }

    assertThat(folding.unwritten()).hasSizeLessThanOrEqualTo(Folding.UNWRITTEN);
    write();
    assertThat(kept() + refused).isEqualTo(200_000);
  }

  /** What was taken is in some row, however it was folded and whenever it was written. */
  @Property(tries = 200)
  void every_loss_that_was_taken_is_counted_in_one_row(
      @ForAll @Size(max = 400) List<@IntRange(max = 5_000) Integer> choices) {
    var each = new FoldingTest();
    Instant at = START;
    for (int choice : choices) {
      at = at.plusMillis(choice);
      String device = "d" + choice % 3;
      each.lose(at, device, choice % 2 == 0, "why " + choice % 7, choice % 5 == 0 ? null : "x");
      if (choice % 11 == 0) {
        each.write();
      }
    }
    each.write();

    assertThat(each.kept()).isEqualTo(each.lost);
  }

  private boolean lose(
      Instant at, String device, boolean registered, String why, @Nullable String payload) {
    lost++;
    Sample sample =
        payload == null ? null : Sample.of(Raw.of("a/b", payload.getBytes(StandardCharsets.UTF_8)));
    var id = new DeviceId(device);
    return folding.add(
        new Loss(at, "mqtt", id, registered, false, LossReason.MALFORMED, why, sample));
  }

  private void write() {
    List<OpenRow> written = new ArrayList<>(folding.unwritten());
    for (OpenRow row : written) {
      rows.put(row.id, row.count());
      latest = row.sample() == null ? latest : row.sample();
    }
    folding.written(written);
  }

  private long kept() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }
}
