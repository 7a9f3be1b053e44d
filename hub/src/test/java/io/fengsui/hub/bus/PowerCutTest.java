package io.fengsui.hub.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.bus.BusReader.Batch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens to the disk and to the clock, in whatever order: what was acknowledged is there,
 * where it was said to be; nothing is there twice; and time never goes back behind what a reader
 * was told.
 */
class PowerCutTest {

  private static final Lane LANE = Lane.LIFE_SAFETY;
  private static final int SEEDS = 60;
  private static final int STEPS = 250;

  static List<Long> seeds() {
    var random = new Random();
    List<Long> seeds = new ArrayList<>(List.of(1L, 2L, 3L));
    while (seeds.size() < SEEDS) {
      seeds.add(random.nextLong());
    }
    return seeds;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothing_acknowledged_is_lost_or_doubled_and_time_does_not_go_back(long seed)
      throws Exception {
    var street = new Street(seed);
    for (int step = 0; step < STEPS; step++) {
      street.step();
    }
    street.finish();
  }

  /** What is done to a bus, and what must be true of it then. */
  private static final class Street {
    private final Random chance;
    private final HandClock clock = new HandClock();
    private final SteppedBus stepped;
    private final Map<Long, Integer> acknowledged = new HashMap<>();
    private final List<Map.Entry<Integer, CompletableFuture<Long>>> waiting = new ArrayList<>();
    private final Map<Long, Integer> read = new HashMap<>();
    private BusReader reader;
    // What readers were told, and of that what lasts over a power cut: all, if the disk was well.
    private Instant told = Instant.EPOCH;
    private Instant kept = Instant.EPOCH;
    private boolean ill;
    private int number;

    Street(long seed) throws IOException {
      chance = new Random(seed);
      stepped = new SteppedBus(clock);
      reader = stepped.bus().reader(LANE, "rules");
    }

    void step() throws Exception {
      switch (chance.nextInt(21)) {
        case 0, 1, 2, 3, 4, 5 -> append();
        case 6, 7, 8, 9 -> stepped.turn(LANE);
        case 10, 11, 12, 13 -> read();
        case 14 -> commit();
        case 15 -> clock.move(Duration.ofMillis(chance.nextInt(30_000)));
        case 16 -> {
          switch (chance.nextInt(8)) {
            case 0 -> clock.jump(Duration.ofHours(chance.nextBoolean() ? 1 : -1));
            case 1 -> clock.set(Instant.EPOCH);
            default -> clock.jump(Duration.ofSeconds(chance.nextInt(20) - 10));
          }
        }
        case 17 -> {
          stepped.refuse("No space left on device");
          ill = true;
        }
        case 18 -> {
          stepped.tearNextWrite();
          ill = true;
        }
        case 19 -> heal();
        default -> crash();
      }
      settle();
    }

    void finish() throws Exception {
      heal();
      settle();
      crash();
      Set<Integer> seen = new HashSet<>();
      Instant last = Instant.EPOCH;
      Map<Long, Integer> all = new HashMap<>();
      try (LaneView view = stepped.bus().view(LANE)) {
        for (Batch batch = view.read(10, Duration.ZERO);
            !batch.entries().isEmpty();
            batch = view.read(10, Duration.ZERO)) {
          for (Entry entry : batch.entries()) {
            assertThat(entry).isNotInstanceOf(Entry.Missing.class);
            assertThat(entry.at()).isAfterOrEqualTo(last);
            last = entry.at();
            if (entry instanceof Entry.Heard) {
              assertThat(seen.add(BusStage.number(entry))).as("twice: %s", entry).isTrue();
              all.put(entry.position(), BusStage.number(entry));
            }
          }
        }
      }
      assertThat(all).containsAllEntriesOf(acknowledged).containsAllEntriesOf(read);
    }

    private void append() throws Exception {
      number++;
      var settled = stepped.bus().append(LANE, "mqtt", BusStage.numbered(number));
      waiting.add(Map.entry(number, settled.toCompletableFuture()));
    }

    private void heal() {
      stepped.refuse(null);
      stepped.settle();
      ill = false;
    }

    private void commit() throws Exception {
      try {
        reader.commit(reader.read(0, Duration.ZERO).next());
      } catch (IOException e) {
        assertThat(ill).as("%s", e).isTrue();
      }
    }

    private void read() throws Exception {
      Batch batch = reader.read(1 + chance.nextInt(20), Duration.ZERO);
      for (Entry entry : batch.entries()) {
        assertThat(entry).isNotInstanceOf(Entry.Missing.class);
        if (!read.containsKey(entry.position())) {
          assertThat(entry.at()).as("%s", entry).isAfter(told);
        }
        read.put(entry.position(), BusStage.number(entry));
      }
      if (batch.caughtUpTo() != null) {
        assertThat(batch.caughtUpTo()).isAfterOrEqualTo(told);
        told = batch.caughtUpTo();
        kept = ill ? kept : told;
      }
      read.values().removeIf(n -> n < 0); // markers
    }

    private void crash() throws Exception {
      settle();
      waiting.clear();
      switch (chance.nextInt(4)) {
        case 0 -> {
          heal();
          stepped.close();
        }
        case 1 -> {
          stepped.kill();
          told = kept;
        }
        default -> {
          stepped.cutPower(chance);
          told = kept;
        }
      }
      ill = false;
      stepped.open();
      reader = stepped.bus().reader(LANE, "rules");
      reader.seek(0);
      Instant before = told;
      while (true) {
        Batch batch = reader.read(50, Duration.ZERO);
        if (batch.caughtUpTo() != null) {
          assertThat(batch.caughtUpTo()).isAfterOrEqualTo(before);
          told = batch.caughtUpTo();
          kept = told;
          break;
        }
      }
    }

    private void settle() {
      waiting.removeIf(
          each -> {
            if (each.getValue().isDone() && !each.getValue().isCompletedExceptionally()) {
              acknowledged.put(each.getValue().join(), each.getKey());
            }
            return each.getValue().isDone();
          });
    }
  }
}
