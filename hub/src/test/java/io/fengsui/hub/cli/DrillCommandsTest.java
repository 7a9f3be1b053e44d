package io.fengsui.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillCommandsTest {
  @TempDir private Path home = Path.of("");

  private static final String FAILED =
      """
      {"street":"天河路","device":"dp-1","passed":false,"reason":"desk",
       "beganAt":"2026-11-21T07:59:00Z",
       "detail":{"zh":"未送达","en":"Its event did not reach the desk in time."}}""";
  private static final String PASSED =
      """
      {"street":"江南路","device":"dp-2","passed":true,"millis":48,
       "beganAt":"2026-11-21T07:59:48Z"}""";

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
  void lists_how_the_last_drill_of_each_street_went() {
    hub.answers(
        "GET /api/drills",
        200,
        """
        {"at":"10:00","zone":"Asia/Shanghai","nextAt":"2026-11-22T02:00:00Z","streets":[
          {"street":"","lastPassedAt":"2026-11-20T02:00:00Z","last":%s},
          {"street":"东路"}]}"""
            .formatted(FAILED));

    int status = terminal.run("drill", "list");

    assertThat(status).isZero();
    assertThat(terminal.out()).contains("failed", "none yet", "did not reach", "Next drills");
    assertThat(terminal.out().lines()).allMatch(line -> Width.of(line) <= 80);
  }

  @Test
  void a_drill_that_does_not_come_through_is_exit_status_one() {
    hub.answers("POST /api/drills/run", 200, "{\"items\":[%s,%s]}".formatted(FAILED, PASSED));

    int status = terminal.run("drill", "run");

    assertThat(status).isEqualTo(1);
    assertThat(terminal.out()).contains("failed", "passed", "after 48 ms");
    assertThat(terminal.err()).contains("1 drills did not come through");
    assertThat(terminal.out().lines()).allMatch(line -> Width.of(line) <= 80);
  }

  @Test
  void streets_may_be_named_and_programs_get_the_answer_as_it_is() {
    hub.answers("POST /api/drills/run", 200, "{\"items\":[%s]}".formatted(PASSED));

    int status = terminal.run("drill", "run", "江南路", "--json");

    assertThat(status).isZero();
    assertThat(hub.last().body().toString()).contains("江南路");
    assertThat(terminal.out()).contains("\"millis\"");
  }
}
