package io.fengsui.hub.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** What the bus does at its bounds: age, size, and a disk that fills up. */
class BoundsTest {

  private static final DataSize RESERVE = DataSize.ofMegabytes(100);
  private static final BusProperties SETTINGS =
      new BusProperties(
          DataSize.ofKilobytes(4),
          Duration.ofDays(7),
          DataSize.ofKilobytes(40),
          Duration.ofDays(90),
          DataSize.ofMegabytes(10),
          RESERVE);

  private final HandClock clock = new HandClock();
  private SteppedBus stepped;

  @BeforeEach
  void given_an_empty_bus() throws IOException {
    stepped = new SteppedBus(clock, Duration.ofDays(9_999), SETTINGS);
  }

  @Test
  void each_lane_has_its_own_age_and_size() throws Exception {
    read(Lane.TELEMETRY, fill(Lane.TELEMETRY, 200));
    read(Lane.LIFE_SAFETY, fill(Lane.LIFE_SAFETY, 200));
    tidy();
    assertThat(status(Lane.TELEMETRY).bytes()).isBetween(30_000L, 42_000L);
    assertThat(status(Lane.TELEMETRY).first()).isPositive();
    assertThat(status(Lane.LIFE_SAFETY).first()).isZero();

    clock.move(Duration.ofDays(8));
    tidy();
    assertThat(status(Lane.TELEMETRY).segments()).isEqualTo(1);
    assertThat(status(Lane.LIFE_SAFETY).first()).isZero();

    clock.move(Duration.ofDays(83));
    tidy();
    assertThat(status(Lane.LIFE_SAFETY).segments()).isEqualTo(1);
  }

  @Test
  void a_group_that_reads_nothing_keeps_all_and_is_shown_until_it_is_dropped() throws Exception {
    stepped.bus().reader(Lane.TELEMETRY, "abandoned").close();
    read(Lane.TELEMETRY, fill(Lane.TELEMETRY, 200));

    tidy();

    assertThat(status(Lane.TELEMETRY).first()).isZero();
    assertThat(status(Lane.TELEMETRY).groups())
        .filteredOn(Bus.GroupStatus::holding)
        .extracting(Bus.GroupStatus::name)
        .containsExactly("abandoned");
    assertThat(status(Lane.TELEMETRY).groups())
        .extracting(Bus.GroupStatus::lag)
        .containsExactly(2000L, 0L);

    stepped.bus().drop(Lane.TELEMETRY, "abandoned");
    tidy();

    assertThat(status(Lane.TELEMETRY).first()).isPositive();
    assertThat(status(Lane.TELEMETRY).groups()).noneMatch(Bus.GroupStatus::holding);
  }

  @Test
  void when_the_reserve_is_reached_telemetry_stops_and_life_safety_goes_on() throws Exception {
    stepped.disk().free(RESERVE.toBytes() - 1);
    clock.move(Duration.ofSeconds(2));

    CompletionStage<Long> telemetry = append(Lane.TELEMETRY);
    CompletionStage<Long> alarm = append(Lane.LIFE_SAFETY);
    stepped.settle();

    assertThat(telemetry.toCompletableFuture())
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(BusUnavailableException.class)
        .withMessageContaining("kept for the life-safety lane");
    assertThat(alarm).isCompletedWithValue(0L);
    assertThat(status(Lane.TELEMETRY).writable()).isFalse();
    assertThat(status(Lane.LIFE_SAFETY).writable()).isTrue();

    stepped.disk().free(2 * RESERVE.toBytes());
    clock.move(Duration.ofSeconds(2));
    stepped.settle();
    telemetry = append(Lane.TELEMETRY);
    stepped.settle();
    assertThat(telemetry).isCompletedWithValue(0L);
  }

  @Test
  void what_all_have_read_goes_early_when_the_disk_is_narrow() throws Exception {
    read(Lane.TELEMETRY, fill(Lane.TELEMETRY, 60));
    read(Lane.LIFE_SAFETY, fill(Lane.LIFE_SAFETY, 60));
    assertThat(status(Lane.TELEMETRY).segments()).isGreaterThan(3);

    stepped.disk().free(RESERVE.toBytes() - 1);
    clock.move(Duration.ofSeconds(2));
    stepped.settle();

    assertThat(status(Lane.TELEMETRY).segments()).isEqualTo(1);
    assertThat(status(Lane.LIFE_SAFETY).segments()).isGreaterThan(3);
  }

  @Test
  void opening_and_reading_late_positions_does_not_read_the_files_before() throws Exception {
    stepped = new SteppedBus(clock, Duration.ofDays(9_999), large());
    long end = fill(Lane.TELEMETRY, 12_000);
    long all = status(Lane.TELEMETRY).bytes();
    stepped.close();
    stepped.disk().forgetReads();

    stepped.open();
    long opening = stepped.disk().readBytes();
    try (LaneView view = stepped.bus().view(Lane.TELEMETRY)) {
      view.seek(end / 2);
      assertThat(view.read(1, Duration.ZERO).next()).isEqualTo(end / 2 + 1);
    }

    assertThat(opening).isLessThan(all / 2);
    assertThat(stepped.disk().readBytes() - opening).isLessThan(all / 5);
  }

  private static BusProperties large() {
    return new BusProperties(DataSize.ofMegabytes(2), Duration.ofDays(7), DataSize.ofGigabytes(1));
  }

  private long fill(Lane lane, int batches) throws Exception {
    for (int batch = 0; batch < batches; batch++) {
      for (int i = 0; i < 10; i++) {
        append(lane);
      }
      stepped.turn(lane);
    }
    return status(lane).end();
  }

  private CompletionStage<Long> append(Lane lane) throws InterruptedException {
    return stepped.bus().append(lane, "mqtt", BusStage.numbered(1));
  }

  private void read(Lane lane, long to) throws IOException {
    try (BusReader reader = stepped.bus().reader(lane, "history")) {
      reader.commit(to);
    }
  }

  /** As after the half minute between two looks. */
  private void tidy() {
    clock.move(Duration.ofSeconds(31));
    stepped.settle();
  }

  private Bus.LaneStatus status(Lane lane) {
    return stepped.bus().status(lane);
  }
}
