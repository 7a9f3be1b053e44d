package io.fengsui.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Flag;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.hub.store.influx.InfluxHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against InfluxDB 1.6 from its package, which has the old way of writing. */
class InfluxHistoryTest extends HistoryContract {

  @TempDir static Path folder;
  private static ServerProgram server;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProgram.influxDb(folder);
  }

  @AfterAll
  static void end() throws Exception {
    server.close();
  }

  @BeforeEach
  void empty() throws Exception {
    server.query("DROP DATABASE readings");
    server.query("CREATE DATABASE readings");
  }

  @Override
  protected HistoryStore open() {
    return new InfluxHistory(
        Histories.influx(server.address(), "/write?db=readings"), Duration.ofSeconds(10));
  }

  @Test
  void readings_that_the_server_will_never_take_are_named_and_the_others_kept() throws Exception {
    server.post(
        "/write?db=readings", "readings,device=x,metric=smoke flag=1.5 1793534400000000000");
    List<Intake.Refused> refused = new ArrayList<>();

    try (Intake intake = store.intake(LANE)) {
      for (int i = 0; i < 40; i++) {
        Map<String, Value> readings =
            i % 20 == 7
                ? Map.of("smoke", new Flag(true), "temperature", new Quantity(i, "Cel"))
                : Map.of("temperature", new Quantity(i, "Cel"));
        intake.add(said("a", NOON.plusSeconds(i), NOON.plusSeconds(i), readings));
      }
      var kept = intake.commit();
      refused.addAll(kept.refused());
      assertThat(kept.readings()).isEqualTo(40);
      assertThat(intake.commit().refused()).isEmpty();
    }

    assertThat(refused)
        .hasSize(2)
        .allSatisfy(
            each -> {
              assertThat(each.reading()).contains("device=a", "metric=smoke");
              assertThat(each.why()).contains("field type conflict");
            });
    assertThat(store.points(temperature("a"), DAY, 100)).hasSize(40);
  }

  @Test
  void a_database_that_is_not_there_is_told_and_keeps_the_readings_waiting() throws Exception {
    server.query("DROP DATABASE readings");

    try (Intake intake = store.intake(LANE)) {
      intake.add(degrees("a", NOON, 1));

      assertThatThrownBy(intake::commit)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("database not found");
    }
  }
}
