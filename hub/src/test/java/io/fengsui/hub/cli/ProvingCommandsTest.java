package io.fengsui.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvingCommandsTest {
  @TempDir private Path home = Path.of("");

  private static final String WALKED =
      """
      {"id":"wt-abc123","total":2,"passed":1,"until":"2026-11-21T08:30:00Z",
       "endedAt":"2026-11-21T08:29:00Z","points":[
        {"device":"sd-1","name":"一层烟感","result":"passed"},
        {"device":"sd-2","name":"二层烟感","result":"untried"}]}""";
  private static final String REPORT =
      """
      {"report":{"passed":%s,"passedPoints":1,"total":2,"points":[
        {"device":"sd-2","name":"二层烟感","result":"untried"},
        {"device":"sd-1","name":"一层烟感","result":"passed"}]},"signature":{}}""";

  private final FakeHub hub = new FakeHub();
  private Terminal terminal = new Terminal(home);

  @BeforeEach
  void openTerminal() {
    terminal = new Terminal(home).with("FENGSUI_URL", hub.url());
  }

  @AfterEach
  void closeHub() {
    hub.close();
  }

  @Test
  void a_walk_test_shows_each_point_keeps_the_report_and_fails_when_a_point_does()
      throws Exception {
    hub.answers("POST /api/walk-tests", 201, WALKED)
        .answers("GET /api/walk-tests/wt-abc123", 200, WALKED)
        .answers("GET /api/walk-tests/wt-abc123/report", 200, REPORT.formatted("false"))
        .answers("GET /api/walk-tests/wt-abc123/report.html", 200, "<p>page</p>");
    String file = home.resolve("report.json").toString();

    int status =
        terminal.run(
            "device", "test", "--walk", "--building", "3", "--for", "45m", "--report", file);

    assertThat(status).isEqualTo(1);
    assertThat(terminal.out()).contains("passed 1 of 2: sd-1", "NEVER TRIED: sd-2", "1 of 2");
    assertThat(terminal.err()).contains("Not every point passed");
    assertThat(Path.of(file)).content().contains("signature");
    assertThat(home.resolve("report.html")).hasContent("<p>page</p>");

    hub.answers("POST /api/walk-tests/wt-abc123/end", 200, WALKED)
        .answers("GET /api/walk-tests/wt-abc123/report", 200, REPORT.formatted("true"));
    assertThat(terminal.run("--lang", "zh", "device", "test", "--end", "wt-abc123")).isZero();
    assertThat(terminal.out()).contains("1 / 2 个点位通过");
    assertThat(terminal.run("device", "test", "--walk", "--for", "soon")).isEqualTo(1);
    assertThat(terminal.run("device", "test")).isEqualTo(2);
  }

  @Test
  void a_report_is_genuine_or_it_is_not() throws Exception {
    Path file = home.resolve("report.json");
    Files.writeString(file, REPORT.formatted("true"));
    hub.answers("POST /api/walk-tests/verify", 200, "{\"genuine\":true}");
    assertThat(terminal.run("device", "verify-report", file.toString())).isZero();

    hub.answers("POST /api/walk-tests/verify", 200, "{\"genuine\":false}");
    assertThat(terminal.run("device", "verify-report", file.toString())).isEqualTo(1);
    Files.writeString(file, "no report");
    assertThat(terminal.run("device", "verify-report", file.toString())).isEqualTo(1);
    assertThat(terminal.err()).contains("cannot be read");
  }

  @Test
  void a_bypass_needs_a_reason_and_an_end_and_is_listed() {
    hub.answers("POST /api/devices/sd-1/bypass", 200, "{\"until\":\"2026-11-21T12:00:00Z\"}")
        .answers("POST /api/devices/sd-1/unbypass", 200, "{\"state\":\"PROVEN\"}")
        .answers(
            "GET /api/bypasses",
            200,
            """
            {"total":1,"items":[{"device":"sd-1","why":"welding in the hall until tonight",
              "person":"chen.bo","until":"2026-11-21T07:00:00Z","overdue":true}]}""");

    assertThat(terminal.run("device", "bypass", "sd-1", "--why", "welding", "--until", "4h"))
        .isZero();
    assertThat(hub.last().body().path("until").asString()).startsWith("2026-11-21T12:00:");
    assertThat(terminal.run("device", "bypass", "sd-1", "--why", "welding")).isEqualTo(2);
    assertThat(terminal.run("device", "bypass", "sd-1", "--why", "x", "--until", "later"))
        .isEqualTo(2);
    assertThat(terminal.run("device", "unbypass", "sd-1")).isZero();
    assertThat(terminal.run("device", "bypasses")).isZero();
    assertThat(terminal.out()).contains("overdue", "chen.bo");
    assertThat(terminal.out().lines()).allMatch(line -> Width.of(line) <= 80);
  }

  @Test
  void no_alarm_and_not_knowing_are_different_answers() {
    hub.answers(
        "GET /api/devices/sd-1/blind",
        200,
        """
        {"seen":false,"from":"2026-10-22T08:00:00Z","blindSeconds":400,"windows":[
          {"reason":"hub-down","from":"2026-11-21T07:00:00Z","to":"2026-11-21T07:05:00Z",
           "seconds":300},
          {"reason":"silent","from":"2026-11-21T07:58:20Z","seconds":100}]}""");
    assertThat(terminal.run("device", "blind", "sd-1")).isZero();
    assertThat(terminal.out()).contains("6 min", "hub not running", "lasts");

    hub.answers(
        "GET /api/devices/sd-1/blind",
        200,
        "{\"seen\":true,\"from\":\"2026-10-22T08:00:00Z\",\"windows\":[]}");
    assertThat(terminal.run("device", "blind", "sd-1", "--last", "24h")).isZero();
    assertThat(terminal.out()).contains("would have been seen");
    assertThat(terminal.run("device", "blind", "sd-1", "--last", "x")).isEqualTo(2);
  }

  @Test
  void reporting_times_are_told_by_class() {
    hub.answers(
        "GET /api/supervision",
        200,
        """
        {"classes":[{"supervision":"180s","devices":12,"count":3,"over":0,"p50":170400,
          "p99":170900,"max":170900},{"supervision":"25h","devices":0,"count":0,"over":0}]}""");
    assertThat(terminal.run("supervision")).isZero();
    assertThat(terminal.out()).contains("170.4 s", "25h");
  }
}
