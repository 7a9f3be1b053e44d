package io.fengsui.hub.proving.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.hub.backup.TestHub;
import io.fengsui.hub.bus.Haste;
import io.fengsui.hub.database.TestDatabase;
import io.fengsui.simulator.hub.Enrolment;
import io.fengsui.simulator.hub.NewDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A drill is due, the hub ends in the middle of it, and another hub goes on from the database. */
class DrillOverRestartTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder = Path.of("");

  private final Haste clock = new Haste();

  @Test
  void what_the_end_of_the_hub_cut_short_is_made_up_for_once() throws Exception {
    LocalTime due =
        LocalTime.ofInstant(clock.instant(), ZoneOffset.UTC)
            .plusMinutes(30)
            .truncatedTo(ChronoUnit.MINUTES);
    stuck("add constraint stuck check (id < 0) not valid");
    try (var hub = hub(due)) {
      Enrolment.of(hub.api(), List.of(detector()));
      clock.passes(Duration.ofMinutes(45));
      await().atMost(PATIENCE).until(() -> count("event where mark = 'drill'") == 1);
      assertThat(drills()).containsExactly("under way");
    }
    stuck("drop constraint stuck");

    try (var hub = hub(due)) {
      await().atMost(PATIENCE).until(() -> drills().equals(List.of("stopped")));
      hub.get(Drills.class).look();
      assertThat(drills()).as("the backlog comes first").containsExactly("stopped");

      clock.passes(Duration.ofMinutes(3));
      await().atMost(PATIENCE).until(() -> drills().equals(List.of("stopped", "passed")));
      clock.passes(Duration.ofHours(1));
      hub.get(Drills.class).look();

      assertThat(drills()).as("once").containsExactly("stopped", "passed");
      assertThat(count("(select distinct due_at from drill)"))
          .as("both are of that day")
          .isEqualTo(1);
      assertThat(hub.all("/api/tasks?state=open")).isEmpty();
      assertThat(hub.all("/api/events?state=active")).isEmpty();
    }
  }

  private TestHub hub(LocalTime due) throws Exception {
    List<String> settings = new ArrayList<>(TestHub.demo());
    settings.addAll(database.options());
    settings.add("--fengsui.drill.at=" + due);
    settings.add("--fengsui.drill.zone=UTC");
    settings.add("--fengsui.drill.limit=5m");
    return new TestHub(folder, settings, clock, clock.time());
  }

  private static NewDevice detector() {
    return new NewDevice(
        "smoke-detector", "hall", "440106001", "25h", 23.13, 113.26, Map.of("street", "天河路"));
  }

  /** How each went, the earliest first. */
  private static List<String> drills() {
    return database
        .jdbc()
        .sql(
            """
            select case when passed then 'passed' else coalesce(reason, 'under way') end
            from drill order by began_at
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private static int count(String rows) {
    return database.jdbc().sql("select count(*) from " + rows).query(Integer.class).single();
  }

  private static void stuck(String change) {
    database.jdbc().sql("alter table task " + change).update();
  }
}
