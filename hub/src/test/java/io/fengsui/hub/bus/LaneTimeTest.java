package io.fengsui.hub.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.bus.BusReader.Batch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** What is done to clocks and processes, and what readers of a lane live through then. */
class LaneTimeTest {

  private static final Lane LANE = Lane.LIFE_SAFETY;
  private static final Duration GAP = Duration.ofSeconds(5);
  private static final Duration TICK = Duration.ofMillis(250);
  private static final BusProperties SETTINGS =
      new BusProperties(DataSize.ofKilobytes(16), Duration.ofDays(7), DataSize.ofMegabytes(64));

  private final HandClock clock = new HandClock();
  private SteppedBus stepped;
  private BusReader reader;

  @BeforeEach
  void given_a_lane_that_is_read() throws IOException {
    stepped = new SteppedBus(clock, GAP, SETTINGS);
    reader = stepped.bus().reader(LANE, "rules");
    live(Duration.ofSeconds(1));
  }

  @Test
  void a_clock_that_goes_back_an_hour_does_not_stop_the_time() {
    Instant before = told();

    clock.jump(Duration.ofHours(-1));
    List<Entry> markers = live(Duration.ofMinutes(10));

    Duration lived = Duration.between(before, told());
    assertThat(markers).isEmpty();
    assertThat(lived).isBetween(Duration.ofSeconds(593), Duration.ofSeconds(600));
    assertThat(stepped.bus().status(LANE).ahead())
        .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    assertThat(stepped.bus().status(LANE).detail()).contains("ahead of the system clock");
  }

  @Test
  void a_clock_that_goes_forward_an_hour_is_a_marker_and_nobody_lives_through_that_hour() {
    Instant before = told();

    clock.jump(Duration.ofHours(1));
    Instant sooner = told();
    List<Entry> markers = live(Duration.ofSeconds(10));

    assertThat(Duration.between(before, sooner)).isLessThan(Duration.ofSeconds(1));
    assertThat(markers).hasSize(1);
    var resumed = (Entry.Resumed) markers.getFirst();
    assertThat(Duration.between(sooner, resumed.downSince())).isLessThan(Duration.ofSeconds(1));
    assertThat(Duration.between(resumed.downSince(), resumed.at()))
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    assertThat(Duration.between(resumed.at(), told())).isBetween(TICK, Duration.ofSeconds(11));
    assertThat(stepped.bus().status(LANE).ahead()).isLessThan(TICK);
  }

  @Test
  void a_machine_that_began_in_1970_steps_once_when_it_learns_the_time() throws IOException {
    Instant real = clock.instant();
    var fresh = new HandClock();
    fresh.set(Instant.EPOCH.plusSeconds(20));
    var young = new SteppedBus(fresh, GAP, SETTINGS);
    BusReader ear = young.bus().reader(LANE, "rules");
    assertThat(told(ear)).isBefore(Instant.EPOCH.plusSeconds(30));

    fresh.set(real);
    young.turn(LANE);

    Entry.Resumed resumed = (Entry.Resumed) read(ear).entries().getFirst();
    assertThat(resumed.at()).isAfterOrEqualTo(real);
    assertThat(resumed.downSince()).isBefore(Instant.EPOCH.plusSeconds(30));
  }

  @Test
  void a_process_that_stood_still_did_not_live_through_it() {
    Instant before = told();

    clock.move(Duration.ofMinutes(20));
    Instant first = told();
    List<Entry> markers = live(Duration.ofSeconds(1));

    assertThat(Duration.between(before, first)).isLessThan(Duration.ofSeconds(1));
    assertThat(markers).hasSize(1);
    assertThat(Duration.between(((Entry.Resumed) markers.getFirst()).downSince(), told()))
        .isGreaterThan(Duration.ofMinutes(19));
  }

  @Test
  void a_marker_stands_before_what_waited_when_the_process_came_back() throws Exception {
    stepped.bus().append(LANE, "mqtt", BusStage.numbered(7));

    clock.move(Duration.ofMinutes(20));
    stepped.settle();

    List<Entry> entries = read(reader).entries();
    assertThat(entries).hasSize(2);
    assertThat(entries.getFirst()).isInstanceOf(Entry.Resumed.class);
    assertThat(BusStage.number(entries.getLast())).isEqualTo(7);
    assertThat(entries.getLast().at()).isAfter(entries.getFirst().at());
  }

  @Test
  void a_step_that_the_disk_refuses_is_not_taken_and_the_time_goes_on() {
    Instant before = told();
    stepped.refuse("No space left on device");

    clock.jump(Duration.ofHours(1));
    List<Entry> markers = live(Duration.ofSeconds(30));

    assertThat(markers).isEmpty();
    assertThat(Duration.between(before, told()))
        .isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31));

    stepped.refuse(null);
    assertThat(live(Duration.ofSeconds(2))).hasSize(1);
  }

  @Test
  void small_differences_are_made_up_without_a_marker() {
    clock.jump(Duration.ofSeconds(4));
    assertThat(stepped.bus().status(LANE).ahead()).isNegative();

    List<Entry> markers = live(Duration.ofMinutes(7));

    assertThat(markers).isEmpty();
    assertThat(stepped.bus().status(LANE).ahead().abs()).isLessThan(TICK);
  }

  @Test
  void times_rise_over_restarts_whatever_the_clock_does() throws Exception {
    Instant last = Instant.EPOCH;
    for (int round = 0; round < 6; round++) {
      clock.jump(Duration.ofHours(round % 2 == 0 ? -3 : 2));
      stepped.close();
      stepped.open();
      reader = stepped.bus().reader(LANE, "rules");
      stepped.bus().append(LANE, "mqtt", BusStage.numbered(round));
      stepped.settle();
      for (Entry entry : read(reader).entries()) {
        assertThat(entry.at()).isAfterOrEqualTo(last);
        last = entry.at();
      }
      assertThat(told()).isAfterOrEqualTo(last);
      last = told();
      reader.commit(read(reader).next());
    }
  }

  /** Time passes, and the lane's writer and reader go on; answers what the reader met. */
  private List<Entry> live(Duration time) {
    return java.util.stream.Stream.iterate(Duration.ZERO, at -> at.plus(TICK))
        .takeWhile(at -> at.compareTo(time) < 0)
        .flatMap(
            at -> {
              clock.move(TICK);
              stepped.turn(LANE);
              return read(reader).entries().stream();
            })
        .toList();
  }

  private Instant told() {
    return told(reader);
  }

  private static Instant told(BusReader ear) {
    return Objects.requireNonNull(read(ear).caughtUpTo());
  }

  private static Batch read(BusReader ear) {
    try {
      return ear.read(100, Duration.ZERO);
    } catch (InterruptedException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
