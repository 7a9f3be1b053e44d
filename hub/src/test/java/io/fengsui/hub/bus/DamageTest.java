package io.fengsui.hub.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value.Text;
import io.fengsui.hub.bus.BusReader.Batch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that do not hold any more what was written to them. */
class DamageTest {

  private static final Lane LANE = Lane.LIFE_SAFETY;
  private static final Path FOLDER = Path.of("/bus/life-safety");

  private final HandClock clock = new HandClock();
  private SteppedBus stepped;
  private SimulatedDisk disk;
  private int number;

  @BeforeEach
  void given_some_segments_of_batches_of_ten() throws Exception {
    stepped = new SteppedBus(clock);
    disk = stepped.disk();
    for (int batch = 0; batch < 200; batch++) {
      append(10);
    }
    assertThat(segments()).hasSizeGreaterThan(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void a_flipped_bit_costs_the_batch_it_is_in_and_nothing_else(int segment) throws Exception {
    var random = new Random(segment);
    for (int flip = 0; flip < 30; flip++) {
      Path file = segments().get(segment);
      long at = random.nextLong(disk.size(file));
      int bit = random.nextInt(8);
      disk.flip(file, at, bit);
      restart();

      List<Entry> entries = readAll();

      List<Entry.Missing> missing = missing(entries);
      assertThat(missing).as("byte %d bit %d of %s", at, bit, file).hasSize(1);
      assertThat(missing.getFirst().records()).isEqualTo(10);
      assertThat(missing.getFirst().why()).contains(file.toString()).contains("at byte");
      assertThat(missing.getFirst().since()).isBeforeOrEqualTo(missing.getFirst().at());
      assertThat(numbers(entries)).hasSize(number - 10).doesNotHaveDuplicates().isSorted();
      assertThat(stepped.bus().status(LANE).missing()).isEqualTo(10);
      disk.flip(file, at, bit);
    }
  }

  @Test
  void the_newest_segment_is_no_exception_and_the_hub_starts() throws Exception {
    disk.flip(segments().getLast(), 200, 3);
    long end = stepped.bus().status(LANE).end();

    restart();

    assertThat(stepped.bus().status(LANE).end()).isEqualTo(end);
    append(10);
    List<Entry> entries = readAll();
    assertThat(missing(entries)).singleElement().extracting(Entry.Missing::records).isEqualTo(10L);
    assertThat(numbers(entries)).hasSize(number - 10).endsWith(number - 1);
  }

  @Test
  void what_a_reader_meets_does_not_depend_on_where_it_began() throws Exception {
    disk.flip(segments().get(1), 3_000, 0);
    restart();
    List<Entry> all = readAll();
    Entry.Missing gap = missing(all).getFirst();

    try (LaneView view = stepped.bus().view(LANE)) {
      for (long from = gap.position() - 30; from <= gap.position(); from++) {
        view.seek(from);
        List<Entry> entries = view.read(45, Duration.ZERO).entries();
        assertThat(missing(entries)).containsExactly(gap);
      }
      view.seek(gap.position() + 4);
      assertThat(missing(view.read(5, Duration.ZERO).entries()))
          .containsExactly(
              new Entry.Missing(
                  gap.position() + 4, gap.at(), gap.since(), gap.records() - 4, gap.why()));
    }
  }

  @Test
  void a_segment_that_is_gone_is_one_gap() throws Exception {
    Path gone = segments().get(2);
    long first = first(gone);
    long next = first(segments().get(3));
    disk.delete(gone);
    restart();

    List<Entry> entries = readAll();

    assertThat(missing(entries)).hasSize(1);
    assertThat(missing(entries).getFirst().position()).isEqualTo(first);
    assertThat(missing(entries).getFirst().records()).isEqualTo(next - first);
    assertThat(numbers(entries)).hasSize((int) (number - (next - first)));
  }

  @Test
  void the_oldest_segment_is_missed_by_a_group_that_has_not_read_it() throws Exception {
    stepped.bus().reader(LANE, "rules").close();
    long next = first(segments().get(1));
    disk.delete(segments().getFirst());
    restart();

    try (BusReader reader = stepped.bus().reader(LANE, "rules")) {
      assertThat(missing(reader.read(1, Duration.ZERO).entries()).getFirst().records())
          .isEqualTo(next);
    }
  }

  @Test
  void records_that_were_read_and_are_gone_do_not_lend_their_positions_to_others()
      throws Exception {
    long end = stepped.bus().status(LANE).end();
    try (BusReader reader = stepped.bus().reader(LANE, "rules")) {
      reader.commit(end);
    }
    disk.delete(segments().getLast());
    restart();
    assertThat(stepped.bus().status(LANE).end()).isEqualTo(end);

    int after = number;
    append(10);

    try (BusReader reader = stepped.bus().reader(LANE, "rules")) {
      assertThat(numbers(reader.read(100, Duration.ZERO).entries())).hasSize(10).startsWith(after);
    }
    assertThat(missing(readAll())).hasSize(1);
  }

  @Test
  void a_batch_that_a_device_made_up_is_not_taken_for_one() throws Exception {
    append(10);
    var forged = new byte[BatchHeader.SIZE + 8];
    BatchHeader.seal(forged, forged.length, 1, number + 3, 1);
    String text = new String(forged, StandardCharsets.ISO_8859_1);
    var message = new Telemetry(BusStage.device("liar"), null, Map.of("ext.note", new Text(text)));
    long start = disk.size(segments().getLast());
    stepped.bus().append(LANE, "mqtt", message);
    stepped.settle();
    number++;
    append(10);
    for (int at = 0; at < 8; at++) {
      disk.flip(segments().getLast(), start + 8 + at, 1); // its length and count
    }
    restart();

    List<Entry> entries = readAll();

    assertThat(missing(entries)).singleElement().extracting(Entry.Missing::records).isEqualTo(1L);
    assertThat(numbers(entries)).hasSize(number - 1).endsWith(number - 1);
  }

  @Test
  void an_index_that_lies_is_not_believed() throws Exception {
    readAll();
    List<Path> indexes =
        disk.list(FOLDER).stream().filter(file -> file.toString().endsWith(".index")).toList();
    assertThat(indexes).isNotEmpty();
    var random = new Random(1);
    for (Path index : indexes) {
      disk.flip(index, random.nextLong(disk.size(index)), random.nextInt(8));
    }
    restart();

    try (LaneView view = stepped.bus().view(LANE)) {
      for (int from = 0; from < number; from += 37) {
        view.seek(from);
        assertThat(numbers(view.read(1, Duration.ZERO).entries())).containsExactly(from);
      }
    }
  }

  @Test
  void a_position_that_cannot_be_read_makes_the_group_read_all_again() throws Exception {
    try (BusReader reader = stepped.bus().reader(LANE, "rules")) {
      reader.commit(500);
    }
    disk.flip(FOLDER.resolve("groups/rules"), 1, 2);

    restart();

    try (BusReader reader = stepped.bus().reader(LANE, "rules")) {
      assertThat(reader.committed()).isZero();
    }
    assertThat(disk.exists(FOLDER.resolve("groups/rules.damaged"))).isTrue();
  }

  @Test
  void time_is_found_in_spite_of_damage() throws Exception {
    Map<Integer, Instant> taken = new HashMap<>();
    for (Entry entry : readAll()) {
      taken.put(BusStage.number(entry), entry.at());
    }
    disk.flip(segments().get(1), 40, 0);
    restart();

    try (LaneView view = stepped.bus().view(LANE)) {
      for (int wanted = 0; wanted < number; wanted += 210) {
        view.seek(java.util.Objects.requireNonNull(taken.get(wanted)));
        Entry found = view.read(1, Duration.ZERO).entries().getFirst();
        assertThat(found.at()).isAfterOrEqualTo(taken.get(wanted));
        assertThat(found.position()).isBetween((long) wanted, wanted + 20L);
      }
    }
  }

  private void append(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      stepped.bus().append(LANE, "mqtt", BusStage.numbered(number++));
    }
    clock.move(Duration.ofMillis(100));
    stepped.settle();
  }

  private void restart() throws Exception {
    stepped.close();
    stepped.open();
  }

  private List<Entry> readAll() throws Exception {
    List<Entry> all = new ArrayList<>();
    try (LaneView view = stepped.bus().view(LANE)) {
      for (Batch batch = view.read(64, Duration.ZERO);
          !batch.entries().isEmpty();
          batch = view.read(64, Duration.ZERO)) {
        all.addAll(batch.entries());
        Entry last = batch.entries().getLast();
        long next =
            last.position() + (last instanceof Entry.Missing missing ? missing.records() : 1);
        assertThat(batch.next()).isEqualTo(next);
      }
    }
    return all;
  }

  private static List<Integer> numbers(List<Entry> entries) {
    return BusStage.numbers(entries).stream().filter(n -> n >= 0).toList();
  }

  private static List<Entry.Missing> missing(List<Entry> entries) {
    return entries.stream()
        .filter(Entry.Missing.class::isInstance)
        .map(Entry.Missing.class::cast)
        .toList();
  }

  private List<Path> segments() throws Exception {
    return disk.list(FOLDER).stream()
        .filter(file -> file.toString().endsWith(".log"))
        .sorted()
        .toList();
  }

  private static long first(Path segment) {
    return Long.parseLong(segment.getFileName().toString().replace(".log", ""));
  }
}
