package io.fengsui.hub.proving;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.database.TestDatabase;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.HealthStage;
import io.fengsui.hub.event.Mark;
import io.fengsui.hub.supervision.BlindBookStage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is marked is marked for good: after an end, and after a restart of the hub. */
class SpansTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Zone HALL = new Zone("440106001", "", "", "", "");
  private static final Actor CHEN = new Actor("chen.bo", "127.0.0.1");

  @TempDir Path folder;

  private final JdbcClient jdbc = database.jdbc();
  private HealthStage stage;
  private Spans spans;
  private Device device;

  @BeforeEach
  void open() throws Exception {
    jdbc.sql(
            "truncate walk_point, walk_test, bypass, event, event_change, task, outbox, device cascade")
        .update();
    stage = new HealthStage(database, folder);
    device = stage.registers("sd-1", "smoke-detector", "180s", null);
    spans = new Spans(jdbc, stage.registry, stage.clock);
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
  }

  @Test
  void a_test_ends_at_its_time_although_the_hub_was_down_then_and_is_known_as_it_was() {
    WalkTests walks = walks();
    Instant before = stage.clock.instant().minusSeconds(1);
    WalkTest test = walks.begin(HALL, Duration.ofMinutes(30), CHEN);
    Instant within = stage.clock.instant().plusSeconds(60);
    assertThat(mark(before)).isNull();
    assertThat(mark(within)).isEqualTo(Mark.TEST);

    stage.clock.move(Duration.ofHours(2));
    spans = new Spans(jdbc, stage.registry, stage.clock); // the hub is back
    assertThat(mark(within)).isEqualTo(Mark.TEST);
    assertThat(mark(stage.clock.instant())).as("before anybody looked").isNull();
    walks = walks();
    walks.look();

    WalkTest over = walks.require(test.id());
    assertThat(over.endedBy()).isEqualTo("hub");
    assertThat(over.endedAt()).isEqualTo(test.until());
    assertThat(over.points())
        .extracting(WalkTest.Point::result)
        .containsOnly(WalkTest.Result.UNTRIED);
    assertThat(new Spans(jdbc, stage.registry, stage.clock).of(List.of("sd-1"), within))
        .isEqualTo(Mark.TEST);
  }

  @Test
  void several_devices_are_put_aside_only_if_all_are() {
    stage.registers("sd-2", "smoke-detector", "180s", null);
    Instant now = stage.clock.instant();
    spans.add("sd-1", Mark.BYPASSED, "bypass-1", now, Instant.MAX);

    assertThat(spans.of(List.of("sd-1"), now)).isEqualTo(Mark.BYPASSED);
    assertThat(spans.of(List.of("sd-1", "sd-2"), now)).isNull();
    spans.add("sd-2", Mark.TEST, "wt-1", now, now.plusSeconds(10));
    assertThat(spans.of(List.of("sd-1", "sd-2"), now)).isEqualTo(Mark.TEST);
    spans.end("sd-1", "bypass-1", now.plusSeconds(5));
    assertThat(spans.of(List.of("sd-1"), now.plusSeconds(4))).isEqualTo(Mark.BYPASSED);
    assertThat(spans.of(List.of("sd-1"), now.plusSeconds(5))).isNull();
  }

  private @Nullable Mark mark(Instant at) {
    return spans.of(List.of(device.id().value()), at);
  }

  private WalkTests walks() {
    return new WalkTests(
        stage.registry,
        stage.health,
        stage.hearing,
        new WalkTable(jdbc),
        spans,
        BlindBookStage.book(database),
        new AuditLog(database.dataSource(), database.transactions(), stage.clock),
        database.transactions(),
        _ -> {});
  }
}
