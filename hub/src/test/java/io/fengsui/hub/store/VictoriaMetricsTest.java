package io.fengsui.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fengsui.hub.store.influx.InfluxHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A second server for the v2 way of writing, which the hub's client uses unchanged. */
@Timeout(60)
class VictoriaMetricsTest extends HistoryStage {

  @TempDir Path folder;

  @Test
  void takes_what_the_hub_writes_and_does_not_answer_what_the_hub_asks() throws Exception {
    try (var server = ServerProgram.victoriaMetrics(folder);
        var store =
            new InfluxHistory(
                Histories.influx(server.address(), "/api/v2/write"), Duration.ofSeconds(10))) {
      keep(store, LANE, List.of(degrees("a", NOON, 20.5), degrees("a", NOON.plusSeconds(1), 21)));

      server.get("/internal/force_flush");
      assertThat(server.get("/api/v1/export?match%5B%5D=%7Bdevice%3D%22a%22%7D"))
          .contains("\"__name__\":\"readings_value\"", "\"metric\":\"temperature\"")
          .contains("\"values\":[20.5,21]", "\"timestamps\":[1793534400000,1793534401000]");
      assertThatThrownBy(() -> store.points(temperature("a"), DAY, 10))
          .isInstanceOf(IOException.class);
    }
  }
}
