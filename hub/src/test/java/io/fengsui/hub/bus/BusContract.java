package io.fengsui.hub.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value.Flag;
import io.fengsui.adapter.Value.Position;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.adapter.Value.Text;
import io.fengsui.hub.bus.BusReader.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every bus must do. */
@Timeout(30)
abstract class BusContract extends BusStage {

  @Test
  void what_was_appended_is_read_as_it_was() throws Exception {
    Map<String, io.fengsui.adapter.Value> values =
        Map.of(
            "temperature", new Quantity(21.5, "Cel"),
            "smoke", new Flag(true),
            "heat", new Flag(false),
            "ext.note", new Text("三楼 ✓"),
            "position", new Position(23.17, 113.22, Double.NaN));
    Instant observed = Instant.parse("2026-10-31T23:59:59.123456789Z");
    List<DeviceMessage> said =
        List.of(
            new Telemetry(device("a"), observed, values),
            new Occurrence(device("b"), null, "door.forced", values),
            new Presence(device("c"), observed, true, Map.of("address", "10.0.0.7")),
            new Presence(device("c"), null, false, Map.of()));

    for (DeviceMessage message : said) {
      bus.append(LANE, "mqtt", message);
    }

    try (BusReader reader = bus.reader(LANE, "rules")) {
      List<Entry> entries = readAll(reader, said.size());
      assertThat(entries).extracting(entry -> ((Entry.Heard) entry).message()).isEqualTo(said);
      assertThat(entries).extracting(entry -> ((Entry.Heard) entry).link()).containsOnly("mqtt");
      assertThat(entries).extracting(Entry::position).containsExactly(0L, 1L, 2L, 3L);
    }
  }

  @Test
  void an_append_settles_with_its_position() throws Exception {
    List<CompletionStage<Long>> settled = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      settled.add(bus.append(LANE, "mqtt", numbered(i)));
    }

    for (int i = 0; i < 100; i++) {
      assertThat(await(settled.get(i))).isEqualTo(i);
    }
  }

  @Test
  void lanes_do_not_mix() throws Exception {
    await(bus.append(Lane.LIFE_SAFETY, "mqtt", numbered(1)));
    await(bus.append(Lane.TELEMETRY, "mqtt", numbered(2)));

    try (BusReader reader = bus.reader(Lane.LIFE_SAFETY, "rules")) {
      assertThat(numbers(readAll(reader, 1))).containsExactly(1);
      assertThat(reader.read(10, Duration.ZERO).entries()).isEmpty();
    }
  }

  @Test
  void a_group_goes_on_where_it_committed_also_after_a_restart() throws Exception {
    appendNumbers(0, 10);
    try (BusReader reader = bus.reader(LANE, "rules")) {
      readAll(reader, 10);
      reader.commit(7);
    }

    restart();

    try (BusReader reader = bus.reader(LANE, "rules");
        BusReader fresh = bus.reader(LANE, "device")) {
      assertThat(reader.committed()).isEqualTo(7);
      assertThat(numbers(readAll(reader, 3))).containsExactly(7, 8, 9);
      assertThat(numbers(readAll(fresh, 10))).startsWith(0, 1, 2);
    }
  }

  @Test
  void positions_go_on_after_a_restart() throws Exception {
    appendNumbers(0, 5);

    restart();

    assertThat(await(bus.append(LANE, "mqtt", numbered(5)))).isEqualTo(5);
    try (BusReader reader = bus.reader(LANE, "rules")) {
      assertThat(numbers(readAll(reader, 6))).containsExactly(0, 1, 2, 3, 4, 5);
    }
  }

  @Test
  void seeks_forwards_and_backwards_and_no_further_than_what_is_kept() throws Exception {
    appendNumbers(0, 50);
    try (BusReader reader = bus.reader(LANE, "rules")) {
      reader.seek(33);
      assertThat(numbers(readAll(reader, 2))).containsExactly(33, 34);
      reader.seek(4);
      assertThat(numbers(readAll(reader, 2))).containsExactly(4, 5);
      reader.seek(-9);
      assertThat(numbers(readAll(reader, 1))).containsExactly(0);
      reader.seek(9_999);
      assertThat(reader.read(1, Duration.ZERO).next()).isEqualTo(50);
    }
  }

  @Test
  void seeks_by_time_to_the_first_record_that_is_not_older() throws Exception {
    Instant before = clock.instant();
    appendNumbers(0, 20);
    clock.move(Duration.ofMinutes(1));
    Instant between = clock.instant();
    appendNumbers(20, 20);
    clock.move(Duration.ofMinutes(1));

    try (LaneView view = bus.view(LANE)) {
      view.seek(between);
      assertThat(numbers(view.read(1, PATIENCE).entries())).containsExactly(20);
      view.seek(before.minusSeconds(1));
      assertThat(numbers(view.read(1, PATIENCE).entries())).containsExactly(0);
      view.seek(clock.instant());
      assertThat(view.read(1, Duration.ZERO).next()).isEqualTo(40);
    }
  }

  @Test
  void a_group_that_is_moved_back_reads_again_and_older_commits_do_not_undo_it() throws Exception {
    appendNumbers(0, 10);
    try (BusReader reader = bus.reader(LANE, "history")) {
      readAll(reader, 10);
      reader.commit(10);

      assertThat(bus.move(LANE, "history", 4)).isEqualTo(4);
      reader.commit(10);
      assertThat(reader.committed()).isEqualTo(4);

      assertThat(numbers(readAll(reader, 6))).startsWith(4, 5).endsWith(9);
      reader.commit(9);
      assertThat(reader.committed()).isEqualTo(9);
    }
    assertThat(bus.move(LANE, "history", 99)).isEqualTo(10);
    assertThatThrownBy(() -> bus.move(LANE, "nobody", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_group_can_be_dropped_when_nobody_reads_for_it() throws Exception {
    appendNumbers(0, 2);
    try (BusReader reader = bus.reader(LANE, "backup")) {
      assertThat(reader.committed()).isZero();
      assertThatThrownBy(() -> bus.drop(LANE, "backup")).isInstanceOf(IllegalStateException.class);
    }

    bus.drop(LANE, "backup");

    restart();
    assertThat(bus.status(LANE).groups()).isEmpty();
  }

  @Test
  void a_read_that_waits_is_woken_by_an_append() throws Exception {
    try (BusReader reader = bus.reader(LANE, "rules")) {
      Thread.ofVirtual().start(() -> appendOne(42));

      assertThat(numbers(reader.read(10, PATIENCE).entries())).containsExactly(42);
    }
  }

  @Test
  void after_being_caught_up_only_later_times_come_even_if_the_clock_goes_back() throws Exception {
    try (BusReader reader = bus.reader(LANE, "rules")) {
      Instant told = caughtUp(reader);
      appendNumbers(0, 1);
      assertThat(readAll(reader, 1).getFirst().at()).isAfter(told);

      clock.move(Duration.ofHours(1));
      Instant toldLater = caughtUp(reader);
      clock.jump(Duration.ofHours(-2));
      appendNumbers(1, 1);

      assertThat(toldLater).isAfterOrEqualTo(told.plus(Duration.ofMinutes(59)));
      assertThat(readAll(reader, 1).getFirst().at()).isAfter(toldLater);
    }
  }

  @Test
  void times_do_not_go_back_over_a_restart() throws Exception {
    Instant told;
    try (BusReader reader = bus.reader(LANE, "rules")) {
      clock.move(Duration.ofHours(1));
      told = caughtUp(reader);
    }

    clock.jump(Duration.ofHours(-3));
    restart();
    appendNumbers(0, 1);

    try (BusReader reader = bus.reader(LANE, "rules")) {
      assertThat(readAll(reader, 1).getFirst().at()).isAfter(told);
      assertThat(caughtUp(reader)).isAfter(told);
    }
  }

  @Test
  void being_caught_up_is_never_told_while_there_is_something_to_read() throws Exception {
    Thread writer = Thread.ofVirtual().start(() -> appendWithPauses(2_000));
    Instant told = Instant.MIN;
    int read = 0;
    try (BusReader reader = bus.reader(LANE, "rules")) {
      while (read < 2_000) {
        clock.move(Duration.ofMillis(1));
        Batch batch = reader.read(7, Duration.ZERO);
        assertThat(batch.caughtUpTo() == null).isEqualTo(!batch.entries().isEmpty());
        for (Entry entry : batch.entries()) {
          assertThat(entry.at()).isAfter(told);
        }
        read += batch.entries().size();
        told = batch.caughtUpTo() == null ? told : batch.caughtUpTo();
      }
    }
    writer.join();
  }

  @Test
  void the_marker_of_a_return_is_stamped_after_the_time_it_names() throws Exception {
    Instant downSince = clock.instant().plus(Duration.ofMinutes(5));

    await(bus.appendResumed(LANE, downSince));

    try (BusReader reader = bus.reader(LANE, "rules")) {
      Entry entry = readAll(reader, 1).getFirst();
      assertThat(((Entry.Resumed) entry).downSince()).isEqualTo(downSince);
      assertThat(entry.at()).isAfter(downSince);
    }
  }

  @Test
  void order_is_kept_per_thread_with_many_threads() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int from = t * 10_000;
      threads.add(Thread.ofVirtual().start(() -> appendNumbers(from, 2_000)));
    }

    try (BusReader reader = bus.reader(LANE, "rules")) {
      List<Integer> all = numbers(readAll(reader, 8_000));
      for (int t = 0; t < 4; t++) {
        int from = t * 10_000;
        assertThat(all.stream().filter(n -> n / 10_000 == from / 10_000)).isSorted().hasSize(2_000);
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void a_group_has_one_reader_at_a_time() {
    try (BusReader reader = bus.reader(LANE, "rules")) {
      assertThatThrownBy(() -> bus.reader(LANE, "rules"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("rules");
      assertThat(reader.committed()).isZero();
    }
    bus.reader(LANE, "rules").close();
  }

  @Test
  void a_message_beyond_any_size_is_told_apart_from_a_full_disk() throws Exception {
    Map<String, io.fengsui.adapter.Value> values = new java.util.HashMap<>();
    for (int i = 0; i < 1_100; i++) {
      values.put("ext." + i, new Text("x".repeat(1_000)));
    }

    CompletionStage<Long> settled =
        bus.append(LANE, "mqtt", new Telemetry(device("a"), null, values));

    assertThatThrownBy(() -> await(settled)).hasCauseInstanceOf(RecordTooLargeException.class);
    assertThat(await(bus.append(LANE, "mqtt", numbered(1)))).isZero();
  }

  @Test
  void a_closed_bus_takes_nothing_and_tells_so() throws Exception {
    close(bus);

    assertThatThrownBy(() -> await(bus.append(LANE, "mqtt", numbered(1))))
        .hasCauseInstanceOf(BusUnavailableException.class);
    assertThat(bus.status(LANE).writable()).isFalse();
    bus = open();
  }

  @Test
  void tells_its_status() throws Exception {
    appendNumbers(0, 3);

    Bus.LaneStatus status = bus.status(LANE);
    assertThat(status.first()).isZero();
    assertThat(status.end()).isEqualTo(3);
    assertThat(status.queued()).isZero();
    assertThat(status.writable()).isTrue();
    assertThat(status.segments()).isEqualTo(1);
    assertThat(status.bytes()).isPositive();
    assertThat(status.missing()).isZero();
    assertThat(status.ahead()).isZero();
    assertThat(status.lastAt()).isBetween(clock.instant(), clock.instant().plusMillis(1));
  }
}
