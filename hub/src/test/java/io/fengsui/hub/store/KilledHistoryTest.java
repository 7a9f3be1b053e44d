package io.fengsui.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.Value.Quantity;
import io.fengsui.hub.bus.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while the history is written. */
@Timeout(120)
class KilledHistoryTest {

  private static final Span ALL = new Span(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
  private static final Selection NUMBERS =
      new Selection(ALL, Optional.empty(), Optional.of("ext.n"));
  private static final int ROUNDS = 3;

  @TempDir Path folder;

  @Test
  void after_each_kill_every_record_of_the_bus_is_one_row() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      killAfterSome(round);
    }

    try (var bus = HistoryToKill.bus(folder);
        var store = HistoryToKill.history(folder)) {
      var writing = HistoryToKill.writer(bus, store);
      await().atMost(Duration.ofSeconds(40)).until(() -> writing.writer().lag() == 0);
      writing.end();

      List<Double> numbers = new ArrayList<>();
      store.scan(
          NUMBERS, (device, metric, point) -> numbers.add(((Quantity) point.value()).amount()));
      long end = bus.status(HistoryToKill.LANE).end();
      assertThat(numbers).hasSize((int) end).doesNotHaveDuplicates();
      assertThat(store.extent(NUMBERS).points()).as("rows as they were written").isEqualTo(end);
    }
  }

  @Test
  void names_that_were_not_committed_are_not_given_to_others() throws Exception {
    try (var child = new ChildJvm(List.of(), UncommittedHistory.class, folder.toString())) {
      assertThat(child.told()).as("it ended by itself").isNotEmpty();
    }

    try (var store = HistoryToKill.history(folder)) {
      // the killed one lets go of its lock a moment later
      Callable<Intake> opening = () -> store.intake(HistoryToKill.LANE);
      try (Intake intake =
          await().ignoreExceptions().atMost(Duration.ofSeconds(10)).until(opening, _ -> true)) {
        UncommittedHistory.add(intake, "z", "b", "a");
        intake.commit();
      }

      List<String> found = new ArrayList<>();
      store.scan(
          Selection.all(NUMBERS.span()),
          (device, metric, point) ->
              found.add(device + " " + metric + " " + ((Quantity) point.value()).amount()));
      assertThat(found)
          .containsExactlyInAnyOrder(
              "z ext.n 0.0",
              "z temperature 20.0",
              "b ext.n 1.0",
              "b temperature 20.0",
              "a ext.n 2.0",
              "a temperature 20.0");
    }
  }

  private void killAfterSome(int round) throws Exception {
    try (var child = new ChildJvm(List.of(), HistoryToKill.class, folder.toString())) {
      for (int i = 0; i < 12 + 5 * round; i++) {
        assertThat(child.told()).as("it ended by itself").isNotEmpty();
      }
    }
  }
}
