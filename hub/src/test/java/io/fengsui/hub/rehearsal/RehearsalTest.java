package io.fengsui.hub.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fengsui.adapter.Value;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.rehearsal.Outcome.Difference;
import io.fengsui.hub.rehearsal.Outcome.Lack;
import io.fengsui.hub.rehearsal.Outcome.Part;
import io.fengsui.hub.store.HistoryStore;
import io.fengsui.hub.store.questdb.EmbeddedHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The past, played to two rule sets. */
class RehearsalTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void rules_against_themselves_differ_in_nothing() throws Exception {
    Outcome outcome = hotDay(new Street(null)).rehearse(heat(60), heat(60));

    assertThat(Street.lines(outcome)).containsExactly("heat 2/2 was 2/2 {}");
    assertThat(outcome.rules().getFirst().novelty()).isEqualTo(Outcome.Novelty.UNCHANGED);
  }

  @Test
  void rules_that_are_written_otherwise_and_do_the_same_differ_in_nothing() throws Exception {
    String other =
        heat(60)
            .replace(
                "{ metric: temperature, above: 60.0 }",
                "{ any: [{ metric: temperature, above: 60 }, { metric: temperature, above: 500 }] }");

    Outcome outcome = hotDay(new Street(null)).rehearse(heat(60), other);

    assertThat(outcome.rules().getFirst().novelty()).isEqualTo(Outcome.Novelty.CHANGED);
    assertThat(Street.lines(outcome)).containsExactly("heat 2/2 was 2/2 {}");
  }

  @Test
  void a_lower_threshold_gains_alarms_and_raises_others_earlier() throws Exception {
    Outcome outcome = hotDay(new Street(null)).rehearse(heat(60), heat(45));

    assertThat(Street.lines(outcome)).containsExactly("heat 3/3 was 2/2 {GAINED=1, EARLIER=1}");
    var gained = outcome.rules().getFirst().examples().getFirst();
    assertThat(gained.kind()).isEqualTo(Difference.GAINED);
    assertThat(gained.subject()).isEqualTo("es-2");
    assertThat(outcome.rules().getFirst().seconds()).containsEntry(Difference.EARLIER, 60.0);
  }

  @Test
  void a_higher_threshold_loses_alarms_and_raises_others_later() throws Exception {
    Outcome outcome = hotDay(new Street(null)).rehearse(heat(45), heat(60));

    assertThat(Street.lines(outcome)).containsExactly("heat 2/2 was 3/3 {LOST=1, LATER=1}");
  }

  @Test
  void a_graver_level_is_told() throws Exception {
    Outcome outcome =
        hotDay(new Street(null))
            .rehearse(heat(60), heat(60).replace("severity: II", "severity: I"));

    assertThat(Street.lines(outcome)).containsExactly("heat 2/2 was 2/2 {GRAVER=2}");
  }

  @Test
  void what_happens_before_the_beginning_does_not_count() throws Exception {
    var street = hotDay(new Street(null)).counts().passes(60);
    street.says("es-1", "temperature", 80).passes(60).says("es-1", "temperature", 20);

    Outcome outcome = street.passes(60).rehearse(heat(60), heat(45));

    assertThat(Street.lines(outcome)).containsExactly("heat 1/1 was 1/1 {}");
    assertThat(outcome.warmUp()).isEqualTo(outcome.from().minus(Duration.ofHours(1)));
  }

  @Test
  void history_and_bus_tell_the_same() throws Exception {
    try (HistoryStore store = history()) {
      Outcome bus = hotDay(new Street(null)).rehearse(heat(60), heat(45));
      Outcome history =
          hotDay(new Street(store).onTheBus(false)).kept().rehearse(heat(60), heat(45));

      assertThat(Street.lines(history)).isEqualTo(Street.lines(bus));
      assertThat(times(history)).isEqualTo(times(bus));
      assertThat(history.records()).isEqualTo(bus.records());
      assertThat(history.gaps())
          .extracting(Outcome.Gap::lack)
          .containsExactly(Lack.READINGS_ONLY, Lack.NO_RESTARTS);
      assertThat(bus.gaps()).isEmpty();
    }
  }

  @Test
  void what_the_bus_no_longer_has_comes_from_the_history() throws Exception {
    try (HistoryStore store = history()) {
      var street = hotDay(new Street(store).onTheBus(false)).onTheBus(true).passes(60);
      street.says("es-1", "temperature", 80).passes(60).says("es-1", "temperature", 20).passes(60);

      Outcome outcome = street.kept().rehearse(heat(60), heat(45));

      assertThat(Street.lines(outcome)).containsExactly("heat 4/4 was 3/3 {GAINED=1, EARLIER=1}");
      assertThat(outcome.parts())
          .filteredOn(part -> part.lane() == Lane.TELEMETRY)
          .extracting(Part::source, Part::records)
          .containsExactly(tuple(Source.HISTORY, 9L), tuple(Source.BUS, 2L));
    }
  }

  @Test
  void without_a_history_what_the_bus_no_longer_has_is_told_to_be_missing() throws Exception {
    var street = new Street(null).with("es-1", Lane.TELEMETRY).counts();
    for (int i = 0; i < 600; i++) {
      street.passes(1).says("es-1", "temperature", 80);
    }
    street.isReadByAll().passes(9 * 86_400).says("es-1", "temperature", 80).passes(60);

    Outcome outcome = street.says("es-1", "temperature", 80).rehearse(heat(60), heat(45));

    assertThat(outcome.gaps()).extracting(Outcome.Gap::lack).containsExactly(Lack.NO_HISTORY);
    assertThat(outcome.records()).isLessThan(600);
    assertThat(Street.lines(outcome)).containsExactly("heat 1/0 was 1/0 {}");
  }

  @Test
  void the_other_lane_knows_when_the_hub_was_away() throws Exception {
    try (HistoryStore store = history()) {
      var street = new Street(store).with("es-1", Lane.TELEMETRY).with("sd-1", Lane.LIFE_SAFETY);
      street.says("sd-1", "smoke", new Value.Flag(false)).onTheBus(false).counts();
      street.says("es-1", "temperature", 20).passes(30).away(3600, Lane.LIFE_SAFETY);
      street.passes(30).says("es-1", "temperature", 20).onTheBus(true).passes(30);
      street.says("es-1", "temperature", 20);

      Outcome outcome = street.kept().rehearse(SILENCE, SILENCE.replace("5m", "10m"));

      assertThat(Street.lines(outcome)).containsExactly("silence 0/0 was 0/0 {}");
      assertThat(outcome.gaps()).extracting(Outcome.Gap::lack).doesNotContain(Lack.NO_RESTARTS);
    }
  }

  @Test
  void a_retired_device_is_watched_until_it_was_retired() throws Exception {
    var street =
        new Street(null).with("es-1", Lane.TELEMETRY).with("es-2", Lane.TELEMETRY).counts();
    street.says("es-1", "temperature", 80).says("es-2", "temperature", 20).passes(60);
    street.retires("es-1").passes(60).says("es-2", "temperature", 20).passes(30);

    Outcome hot = street.rehearse(heat(60), heat(45));
    Outcome silent = street.passes(200).rehearse(SILENCE, SILENCE.replace("5m", "3m"));

    assertThat(Street.lines(hot)).containsExactly("heat 1/1 was 1/1 {}");
    assertThat(Street.lines(silent)).containsExactly("silence 1/0 was 0/0 {GAINED=1}");
    assertThat(silent.rules().getFirst().examples().getFirst().subject()).isEqualTo("es-2");
  }

  @Test
  void it_keeps_nothing_on_the_bus() throws Exception {
    var street = hotDay(new Street(null));

    street.rehearse(heat(60), heat(45));

    assertThat(street.groups()).isEmpty();
  }

  @Test
  void metrics_that_nobody_reports_are_named() throws Exception {
    Outcome outcome =
        hotDay(new Street(null)).rehearse(heat(60), heat(60).replace("temperature", "humidity"));

    assertThat(outcome.rules().getFirst().unheard()).containsExactly("humidity");
  }

  @Test
  void it_ends_when_nobody_listens_any_more() throws Exception {
    var street = hotDay(new Street(null));
    Listener gone =
        _ -> {
          throw new IOException("broken pipe");
        };

    assertThatThrownBy(() -> street.rehearse(heat(60), heat(45), Street.course(gone)))
        .hasMessage("broken pipe");
  }

  @Test
  void it_ends_when_it_takes_too_long() throws Exception {
    var street = hotDay(new Street(null));
    var ticks = new long[1];
    var slow =
        new Course(
            Street.SETTINGS, () -> 0, () -> ticks[0] += Duration.ofMinutes(6).toNanos(), _ -> {});

    assertThatThrownBy(() -> street.rehearse(heat(60), heat(45), slow))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("10 minutes");
  }

  @Test
  void it_ends_when_it_is_interrupted() throws Exception {
    var street = hotDay(new Street(null));

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> street.rehearse(heat(60), heat(45)))
        .isInstanceOf(InterruptedException.class);
  }

  /** One sensor gets hot twice, the second time slowly; another one only warm. */
  private static Street hotDay(Street street) throws InterruptedException {
    street.with("es-1", Lane.TELEMETRY).with("es-2", Lane.TELEMETRY).counts();
    return street
        .says("es-1", "temperature", 20)
        .says("es-2", "temperature", 20)
        .passes(60)
        .says("es-1", "temperature", 80)
        .passes(60)
        .says("es-1", "temperature", 20)
        .says("es-2", "temperature", 50)
        .passes(60)
        .says("es-1", "temperature", 50)
        .passes(60)
        .says("es-1", "temperature", 70)
        .says("es-2", "temperature", 20)
        .passes(60)
        .says("es-1", "temperature", 20)
        .passes(1);
  }

  private HistoryStore history() {
    return new EmbeddedHistory(folder, Duration.ofDays(90), Duration.ofSeconds(10));
  }

  private static List<String> times(Outcome outcome) {
    return outcome.rules().getFirst().examples().stream()
        .map(
            each ->
                "%s %s %s %s"
                    .formatted(
                        each.kind(),
                        each.subject(),
                        each.at().truncatedTo(ChronoUnit.SECONDS),
                        each.until() == null ? "" : each.until().truncatedTo(ChronoUnit.SECONDS)))
        .toList();
  }

  private static String heat(double above) {
    return """
        rules:
          heat:
            title: { zh: 高温, en: Heat }
            types: [telemetry]
            when: { metric: temperature, above: %s }
            severity: II
            category: fire
            advice: { zh: 看, en: Look }
        """
        .formatted(above);
  }

  private static final String SILENCE =
      """
      rules:
        silence:
          title: { zh: 失联, en: Silent }
          types: [telemetry]
          when: { silent: 5m }
          severity: III
          category: device
          advice: { zh: 看, en: Look }
      """;
}
