package io.fengsui.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History on the command line, against a real HTTP server. */
class HistoryCommandsTest {

  private static final String SERIES =
      """
      {"device":"sd-1","metric":"temperature","unit":"Cel","points":[
        {"at":"2026-11-01T08:00:00Z","min":20,"avg":20.5,"max":21,"last":21},
        {"at":"2026-11-01T09:00:00Z","min":21,"avg":24.25,"max":30.1,"last":22}]}
      """;

  @TempDir private Path home = Path.of("");

  private final FakeHub hub = new FakeHub();
  private Terminal terminal = new Terminal(home);

  @BeforeEach
  void openTerminal() {
    terminal = new Terminal(home).with("FENGSUI_URL", hub.url()).with("FENGSUI_TOKEN", "t");
  }

  @AfterEach
  void closeHub() {
    hub.close();
  }

  @Test
  void one_metric_is_shown_in_parts_of_time_within_80_columns() {
    hub.answers("GET /api/devices/sd-1/history", 200, SERIES);

    assertThat(terminal.run("history", "show", "sd-1", "temperature", "--from", "-24h")).isZero();

    assertThat(terminal.out()).contains("24.25", "30.1", "▁█ Cel");
    assertThat(terminal.out().lines()).allMatch(line -> Width.of(line) <= 80);
  }

  @Test
  void all_metrics_are_a_line_each() {
    hub.answers(
        "GET /api/devices/sd-1/history/metrics",
        200,
        """
        {"device":"sd-1","metrics":[
          {"metric":"temperature","unit":"Cel","label":{"zh":"温度","en":"Temperature"}}]}
        """);
    hub.answers("GET /api/devices/sd-1/history", 200, SERIES);

    assertThat(terminal.run("history", "show", "sd-1", "--lang", "zh")).isZero();

    assertThat(terminal.out()).contains("温度 (Cel)", "20", "30.1", "22", "▁█");
  }

  @Test
  void an_export_gets_its_name_when_it_is_whole() {
    Path file = home.resolve("all.csv");
    hub.answers("GET /api/history/extent", 200, "{\"points\":1,\"bytes\":{\"csv\":58}}");
    hub.answers("POST /api/history/export", 200, "time,device\r\n2026,a\r\n");

    assertThat(terminal.run("history", "export", file.toString())).isZero();

    assertThat(file).hasContent("time,device\r\n2026,a\r\n");
    assertThat(home.resolve("all.csv.unfinished")).doesNotExist();
    assertThat(terminal.run("history", "export", file.toString())).isEqualTo(1);
    assertThat(terminal.err()).contains("exists already");
  }

  @Test
  void a_refused_export_leaves_nothing_and_a_dry_run_writes_nothing() {
    hub.answers("GET /api/history/extent", 200, "{\"points\":1234567,\"bytes\":{\"parquet\":9e6}}");
    hub.answers("POST /api/history/export", 503, "{\"detail\":\"the history is away: x\"}");
    Path file = home.resolve("all.parquet");

    assertThat(terminal.run("history", "export", file.toString(), "--dry-run")).isZero();
    assertThat(terminal.out()).contains("1,234,567", "9.0 MB");
    assertThat(terminal.run("history", "export", file.toString())).isEqualTo(1);

    assertThat(terminal.err()).contains("the history is away");
    assertThat(file).doesNotExist();
    assertThat(home.resolve("all.parquet.unfinished")).doesNotExist();
  }

  @Test
  void a_file_of_another_kind_is_refused() {
    assertThat(terminal.run("history", "export", "all.xlsx")).isEqualTo(1);
    assertThat(terminal.err()).contains(".csv or .parquet");
  }
}
