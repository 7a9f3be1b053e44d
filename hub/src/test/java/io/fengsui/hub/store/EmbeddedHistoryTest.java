package io.fengsui.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fengsui.hub.store.questdb.EmbeddedHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedHistoryTest extends HistoryContract {

  @TempDir Path folder;
  private Duration retention = Duration.ofDays(90);

  @Override
  protected HistoryStore open() {
    return new EmbeddedHistory(folder, retention, Duration.ofSeconds(10));
  }

  @Test
  void whole_days_that_are_older_than_the_retention_are_deleted() throws Exception {
    store.close();
    retention = Duration.ofDays(2);
    store = open();
    for (int day = 0; day < 5; day++) {
      Instant at = NOON.minus(Duration.ofDays(9 - day));
      keep(store, LANE, List.of(degrees("a", at, day)));
    }

    var all = new Span(NOON.minus(Duration.ofDays(20)), NOON);
    assertThat(amounts(store.points(temperature("a"), all, 100))).containsExactly(2.0, 3.0, 4.0);
  }

  @Test
  void rows_older_than_the_last_one_find_their_place() throws Exception {
    keep(store, LANE, List.of(degrees("a", NOON, 2), degrees("a", NOON.plusSeconds(1), 3)));

    keep(store, LANE, List.of(degrees("a", NOON.minusSeconds(3600), 1), degrees("b", NOON, 9)));

    assertThat(amounts(store.points(temperature("a"), DAY, 10))).containsExactly(1.0, 2.0, 3.0);
    assertThat(amounts(store.points(temperature("b"), DAY, 10))).containsExactly(9.0);
  }

  @Test
  void one_intake_is_refused_while_another_is_open() throws Exception {
    try (Intake first = store.intake(LANE)) {
      assertThatThrownBy(() -> store.intake(LANE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the history cannot be written");
      first.add(degrees("a", NOON, 1));
      first.commit();
    }
    keep(store, LANE, List.of(degrees("a", NOON.plusSeconds(1), 2)));

    assertThat(amounts(store.points(temperature("a"), DAY, 10))).containsExactly(1.0, 2.0);
  }
}
