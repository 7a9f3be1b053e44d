package io.fengsui.hub.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Flag;
import io.fengsui.adapter.Value.Position;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.adapter.Value.Text;
import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every history must do. */
@Timeout(30)
abstract class HistoryContract extends HistoryStage {

  protected HistoryStore store;

  /** Opens the store, empty for each test; called again after a close it has what it had. */
  protected abstract HistoryStore open() throws Exception;

  @BeforeEach
  void given_an_open_store() throws Exception {
    store = open();
  }

  @AfterEach
  void close_the_store() {
    store.close();
  }

  @Test
  void what_was_kept_is_read_in_the_order_of_time() throws Exception {
    keep(
        store,
        LANE,
        List.of(
            degrees("a", NOON, 20),
            degrees("b", NOON.plusSeconds(1), 99),
            degrees("a", NOON.plusSeconds(2), 21)));

    List<Point> points = store.points(temperature("a"), DAY, 100);

    assertThat(amounts(points)).containsExactly(20.0, 21.0);
    assertThat(points.getFirst().value()).isEqualTo(new Quantity(20, "Cel"));
    assertThat(points.getFirst().at().toEpochMilli()).isEqualTo(NOON.toEpochMilli());
  }

  @Test
  void every_kind_of_value_comes_back() throws Exception {
    Map<String, Value> readings =
        Map.of(
            "temperature", new Quantity(-3.25, "Cel"),
            "smoke", new Flag(true),
            "ext.note", new Text("三楼 \"东\", it's=ok\\ \n✓"),
            "position", new Position(23.17, 113.22, 12.5),
            "ext.count", new Quantity(7, ""));

    keep(store, LANE, List.of(said("a", NOON, NOON, readings)));

    for (var reading : readings.entrySet()) {
      assertThat(store.points(new Series("a", reading.getKey()), DAY, 10))
          .containsExactly(new Point(NOON, reading.getValue()));
    }
    assertThat(store.metrics("a"))
        .containsExactlyElementsOf(readings.keySet().stream().sorted().toList());
    assertThat(store.metrics("b")).isEmpty();
  }

  @Test
  void the_same_device_metric_and_time_is_one_point_and_the_last_one_wins() throws Exception {
    keep(
        store,
        LANE,
        List.of(
            observed("a", NOON.plusSeconds(1), NOON, 1),
            observed("a", NOON.plusSeconds(2), NOON, 2)));
    keep(store, LANE, List.of(observed("a", NOON.plusSeconds(3), NOON, 3)));

    assertThat(amounts(store.points(temperature("a"), DAY, 10))).containsExactly(3.0);
    assertThat(lines(store, Selection.all(DAY))).hasSize(1);
    assertThat(store.buckets(temperature("a"), DAY, 1).getFirst().points()).isEqualTo(1);
  }

  @Test
  void records_that_share_the_time_of_their_batch_stay_apart() throws Exception {
    keep(store, LANE, List.of(degrees("a", NOON, 1), degrees("a", NOON, 2), degrees("a", NOON, 3)));

    assertThat(amounts(store.points(temperature("a"), DAY, 10))).containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void what_comes_late_stands_at_its_own_time() throws Exception {
    Instant yesterday = NOON.minus(Duration.ofDays(1));
    keep(
        store,
        LANE,
        List.of(
            degrees("a", NOON, 20),
            observed("a", NOON.plusSeconds(1), yesterday, 10),
            observed("a", NOON.plusSeconds(2), NOON.minusSeconds(600), 15)));

    assertThat(amounts(store.points(temperature("a"), DAY, 10))).containsExactly(15.0, 20.0);
    assertThat(
            amounts(
                store.points(
                    temperature("a"),
                    new Span(yesterday.minusSeconds(1), yesterday.plusSeconds(1)),
                    10)))
        .containsExactly(10.0);
  }

  @Test
  void a_span_holds_its_beginning_and_not_its_end() throws Exception {
    keep(
        store,
        LANE,
        List.of(
            observed("a", NOON, NOON, 1),
            observed("a", NOON.plusSeconds(1), NOON.plusSeconds(1), 2),
            observed("a", NOON.plusSeconds(2), NOON.plusSeconds(2), 3)));

    assertThat(amounts(store.points(temperature("a"), new Span(NOON, NOON.plusSeconds(2)), 10)))
        .containsExactly(1.0, 2.0);
    assertThat(amounts(store.points(temperature("a"), DAY, 2))).containsExactly(1.0, 2.0);
  }

  @Test
  void buckets_have_the_smallest_the_largest_the_average_and_the_last() throws Exception {
    List<Entry.Heard> records = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      Instant at = NOON.plusSeconds(i);
      records.add(observed("a", at, at, i < 60 ? i : 1000 - i));
    }
    keep(store, LANE, records);

    List<Bucket> buckets =
        store.buckets(temperature("a"), new Span(NOON, NOON.plusSeconds(240)), 4);

    assertThat(buckets)
        .containsExactly(
            new Bucket(NOON, 60, new Quantity(59, "Cel"), new Bucket.Numbers(0, 29.5, 59, 59)),
            new Bucket(
                NOON.plusSeconds(60),
                60,
                new Quantity(881, "Cel"),
                new Bucket.Numbers(881, 910.5, 940, 881)));
  }

  @Test
  void buckets_of_flags_and_texts_have_their_last_value() throws Exception {
    keep(
        store,
        LANE,
        List.of(
            said("a", NOON, NOON, Map.of("smoke", new Flag(true), "ext.s", new Text("on"))),
            said(
                "a",
                NOON.plusSeconds(9),
                NOON.plusSeconds(9),
                Map.of("smoke", new Flag(false), "ext.s", new Text("off")))));

    Span span = new Span(NOON, NOON.plusSeconds(60));
    assertThat(store.buckets(new Series("a", "smoke"), span, 1))
        .containsExactly(new Bucket(NOON, 2, new Flag(false), null));
    assertThat(store.buckets(new Series("a", "ext.s"), span, 1))
        .containsExactly(new Bucket(NOON, 2, new Text("off"), null));
  }

  @Test
  void a_scan_has_all_of_its_selection_and_nothing_else() throws Exception {
    keep(store, LANE, List.of(observed("a", NOON, NOON, 1)));
    keep(
        store,
        Lane.LIFE_SAFETY,
        List.of(
            said(
                "b",
                NOON.plusSeconds(1),
                NOON.plusSeconds(1),
                Map.of("smoke", new Flag(true), "temperature", new Quantity(2, "Cel")))));

    String a = "2026-11-01T12:00:00Z a temperature 1.0";
    String smoke = "2026-11-01T12:00:01Z b smoke true";
    String b = "2026-11-01T12:00:01Z b temperature 2.0";
    assertThat(lines(store, Selection.all(DAY))).containsExactly(a, smoke, b);
    assertThat(lines(store, new Selection(DAY, Optional.of("b"), Optional.empty())))
        .containsExactly(smoke, b);
    assertThat(lines(store, new Selection(DAY, Optional.empty(), Optional.of("temperature"))))
        .containsExactly(a, b);
    assertThat(lines(store, Selection.all(new Span(NOON.minusSeconds(9), NOON)))).isEmpty();
    assertThat(store.extent(Selection.all(DAY)).points()).isEqualTo(3);
  }

  @Test
  void what_was_committed_is_there_after_a_restart_and_what_was_not_is_not() throws Exception {
    try (Intake intake = store.intake(LANE)) {
      intake.add(observed("a", NOON, NOON, 1));
      intake.commit();
      intake.add(observed("new-device", NOON.plusSeconds(1), NOON.plusSeconds(1), 2));
    }
    store.close();
    store = open();

    keep(store, LANE, List.of(observed("later", NOON.plusSeconds(2), NOON.plusSeconds(2), 3)));

    assertThat(lines(store, Selection.all(DAY)))
        .containsExactly(
            "2026-11-01T12:00:00Z a temperature 1.0", "2026-11-01T12:00:02Z later temperature 3.0");
  }

  @Test
  void a_store_that_knows_its_last_record_tells_it() throws Exception {
    Entry.Heard last = observed("a", NOON.plusSeconds(1), NOON, 2);
    try (Intake intake = store.intake(LANE)) {
      assertThat(intake.last()).isEmpty();
      intake.add(observed("a", NOON, NOON.minusSeconds(1), 1));
      intake.add(last);
      intake.commit();

      if (intake.last().isPresent()) {
        assertThat(intake.last()).contains(new Intake.Mark(last.position(), last.at()));
      }
    }
  }

  private Entry.Heard observed(String device, Instant at, Instant observed, double amount) {
    return said(device, at, observed, Map.of("temperature", new Quantity(amount, "Cel")));
  }
}
