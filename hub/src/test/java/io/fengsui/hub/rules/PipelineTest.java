package io.fengsui.hub.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.hub.database.TestDatabase;
import io.fengsui.hub.event.EventStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Bus, rules, events and desk in one, as in the hub. */
class PipelineTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final JdbcClient jdbc = database.jdbc();
  @TempDir Path folder;
  private EventStage stage;
  private Street street;

  @BeforeEach
  void start() throws Exception {
    jdbc.sql("truncate event, event_change, task, outbox").update();
    stage = new EventStage(database, Clock.systemUTC(), Map.of());
    street = new Street(folder, stage.journal()).with("sd-1").with("sd-2");
    street.start();
  }

  @AfterEach
  void stop() throws Exception {
    street.close();
    stage.close();
  }

  @Test
  void smoke_becomes_one_task() throws Exception {
    street.smoke("sd-1", false);
    street.smoke("sd-1", true);
    street.smoke("sd-1", true);
    street.smoke("sd-2", false);

    soon(() -> assertThat(count("task")).isEqualTo(1));
    assertThat(events()).containsExactly("smoke sd-1 active 1");
  }

  @Test
  void the_whole_bus_again_yields_the_same_events() throws Exception {
    street.smoke("sd-1", true);
    street.smoke("sd-1", false);
    street.clock.move(Duration.ofMinutes(2));
    street.smoke("sd-2", true);
    street.clock.move(Duration.ofMinutes(2));
    street.smoke("sd-1", true);
    soon(() -> assertThat(events()).hasSize(2).anyMatch(e -> e.startsWith("smoke sd-1 active 3")));
    List<String> before = changes();
    street.stop();
    forgetSavedState();

    street.start();

    soon(() -> assertThat(street.lag()).isZero());
    street.stop();
    assertThat(changes()).isEqualTo(before);
    assertThat(count("task")).isEqualTo(2);
  }

  @Test
  void a_crash_neither_loses_nor_doubles() throws Exception {
    street.smoke("sd-1", true);
    soon(() -> assertThat(events()).hasSize(1));
    street.crash();
    street.smoke("sd-2", true);

    street.start();

    soon(() -> assertThat(events()).containsExactly("smoke sd-1 active 1", "smoke sd-2 active 1"));
    soon(() -> assertThat(count("task")).isEqualTo(2));
  }

  @Test
  void a_damaged_state_is_replaced_by_an_older_one_and_more_of_the_bus() throws Exception {
    street.smoke("sd-1", true);
    soon(() -> assertThat(events()).hasSize(1));
    street.stop();
    damage(folder.resolve("rules/life-safety.snapshot"));

    street.start();
    street.smoke("sd-1", false);
    street.clock.move(Duration.ofMinutes(2));
    street.smoke("sd-2", false);

    soon(() -> assertThat(events()).containsExactly("smoke sd-1 over 2"));
  }

  @Test
  void silence_is_an_event_without_a_task() throws Exception {
    street.smoke("sd-1", false);
    street.clock.move(Duration.ofHours(30));

    soon(() -> assertThat(events()).hasSize(2).allMatch(e -> e.contains("active 1")));
    assertThat(count("task")).isZero();
  }

  @Test
  void a_restart_is_not_a_storm() throws Exception {
    street.smoke("sd-1", false);
    soon(() -> assertThat(street.lag()).isZero());
    street.stop();
    street.clock.move(Duration.ofHours(30));

    street.start();
    soon(() -> assertThat(street.lag()).isZero());
    street.smoke("sd-2", true);

    soon(() -> assertThat(events()).containsExactly("smoke sd-2 active 1"));
  }

  private static void soon(ThrowingRunnable holds) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20)).untilAsserted(holds);
  }

  private void forgetSavedState() throws Exception {
    Files.deleteIfExists(folder.resolve("rules/life-safety.snapshot"));
    Files.deleteIfExists(folder.resolve("rules/life-safety.snapshot.previous"));
  }

  private static void damage(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private List<String> events() {
    return jdbc.sql(
            """
            select rule || ' ' || subject || case when active then ' active ' else ' over ' end
              || revision from event order by rule, subject
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private List<String> changes() {
    return jdbc.sql("select to_jsonb(c)::text from event_change c order by event, revision")
        .query((row, _) -> row.getString(1))
        .list();
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }
}
