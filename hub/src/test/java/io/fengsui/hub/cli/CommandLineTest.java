package io.fengsui.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a real HTTP server. */
class CommandLineTest {
  @TempDir private Path home = Path.of("");

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
  void registers_a_device_and_shows_its_credential() {
    hub.answers(
        "POST /api/devices",
        201,
        """
        {"device":{"id":"sd-4f7k2m","place":{"building":"3 栋","floor":"2"}},
         "credential":{"user":"sd-4f7k2m","password":"s3cret"},
         "publish":{"topic":"hub/street/sd-4f7k2m/telemetry","example":"mosquitto_pub -p 1883"}}""");

    int status =
        terminal.run(
            "device",
            "add",
            "--type",
            "smoke-detector",
            "--link",
            "mqtt",
            "--name",
            "走廊",
            "--grid",
            "440106001",
            "--at",
            "23.17,113.22",
            "--crs",
            "gcj02",
            "--building",
            "3 栋",
            "--token",
            "t");

    assertThat(status).isZero();
    assertThat(terminal.out())
        .contains("sd-4f7k2m", "s3cret", "hub/street/sd-4f7k2m/telemetry", "mosquitto_pub -p 1883")
        .contains("./fengsui device test sd-4f7k2m");
    assertThat(hub.last().token()).isEqualTo("Bearer t");
    assertThat(hub.last().body().path("at").toString())
        .contains("\"latitude\":23.17", "\"longitude\":113.22", "\"crs\":\"gcj02\"");
    assertThat(hub.last().body().path("place").path("building").asString()).isEqualTo("3 栋");
  }

  @Test
  void asks_for_the_system_of_a_position() {
    int status =
        terminal.run("device", "add", "--type=t", "--name=n", "--grid=g", "--at=23.17,113.22");

    assertThat(status).isEqualTo(2);
    assertThat(terminal.err()).contains("--at needs --crs").contains("device add --help");
  }

  @Test
  void a_dry_run_says_that_nothing_changed() {
    hub.answers("POST /api/devices", 200, "{\"device\":{}}");

    int status = terminal.run("device", "add", "--type=t", "--name=n", "--grid=g", "--dry-run");

    assertThat(status).isZero();
    assertThat(hub.last().target()).endsWith("?dryRun=true");
    assertThat(terminal.out()).contains("Nothing was changed");
  }

  @Test
  void lists_every_problem_of_a_refusal() {
    hub.answers(
        "POST /api/devices",
        400,
        """
        {"detail":"The device was not registered.","hint":"See the fields.",
         "problems":[{"field":"type","message":"unknown"},{"field":"grid","message":"missing"}]}""");

    int status = terminal.run("device", "add", "--type=x", "--name=n", "--grid=g");

    assertThat(status).isEqualTo(1);
    assertThat(terminal.err())
        .isEqualTo(
            """
            The device was not registered.
              type: unknown
              grid: missing
            → See the fields.
            """);
  }

  @Test
  void lists_devices_within_eighty_columns() {
    hub.answers(
        "GET /api/devices",
        200,
        """
        {"items":[{"id":"sd-4f7k2m","health":"ONLINE","lastHeardAt":"2026-11-21T07:59:48Z",
          "name":"祥云花园三栋二楼走廊东侧感烟探测器","typeName":{"zh":"感烟探测器","en":"Smoke detector"},
          "place":{"community":"祥云社区","street":"云山街道","building":"3 栋","floor":"2"}}],
         "page":0,"size":50,"total":61,"counts":{"ONLINE":60,"SILENT":1}}""");

    int status = terminal.run("device", "list", "--lang", "zh", "--health", "online");

    assertThat(status).isZero();
    assertThat(hub.last().target()).isEqualTo("/api/devices?health=ONLINE&page=0&size=50");
    assertThat(hub.last().language()).isEqualTo("zh");
    assertThat(terminal.out().lines()).allMatch(line -> Width.of(line) <= 80);
    assertThat(terminal.out()).contains("sd-4f7k2m", "在线", "12 秒前", "61", "在线 60, 静默 1");
  }

  @Test
  void prints_the_answer_as_it_is_for_programs() {
    hub.answers("GET /api/links", 200, "[{\"name\":\"mqtt\",\"status\":\"RUNNING\"}]");

    assertThat(terminal.run("link", "list", "--json")).isZero();

    assertThat(HubClient.JSON.readTree(terminal.out()).path(0).path("name").asString())
        .isEqualTo("mqtt");
  }

  @Test
  void tells_when_a_device_stays_silent() {
    hub.answers("POST /api/devices/sd-1/test", 200, "{\"heard\":false}");

    int status = terminal.run("device", "test", "sd-1", "--timeout", "5");

    assertThat(status).isEqualTo(1);
    assertThat(hub.last().body().path("timeoutSeconds").asInt()).isEqualTo(5);
    assertThat(terminal.err())
        .contains("Nothing heard from sd-1 in 5 s")
        .contains("Check its power");
  }

  @Test
  void tells_what_a_heard_device_said() {
    hub.answers(
        "POST /api/devices/sd-1/test",
        200,
        """
        {"heard":true,"afterMillis":412,"state":"PROVEN",
         "latest":[{"metric":"battery","value":87,"unit":"%","en":"Battery","zh":"电量",
                    "at":"2026-11-21T07:59:59Z"}]}""");

    assertThat(terminal.run("device", "test", "sd-1")).isZero();

    assertThat(terminal.out()).contains("412 ms", "proven", "Battery", "87 %");
  }

  @Test
  void retires_only_after_the_id_was_typed_again() {
    hub.answers("GET /api/devices/sd-1", 200, "{\"name\":\"Hall\"}")
        .answers("POST /api/devices/sd-1/retire", 200, "{}");

    assertThat(terminal.types("no").run("device", "retire", "sd-1")).isEqualTo(1);
    assertThat(hub.last().method()).isEqualTo("GET");

    assertThat(terminal.types("sd-1").run("device", "retire", "sd-1", "--reason", "broken"))
        .isZero();
    assertThat(hub.last().body().path("reason").asString()).isEqualTo("broken");
  }

  @Test
  void keeps_the_token_of_a_sign_in_where_only_the_user_reads_it() throws IOException {
    hub.answers(
            "POST /api/login", 200, "{\"token\":\"t-1\",\"expiresAt\":\"2026-12-01T00:00:00Z\"}")
        .answers("GET /api/links", 200, "[]");

    assertThat(terminal.types("li", "pass word").run("login")).isZero();
    assertThat(terminal.run("link", "list")).isZero();

    assertThat(hub.last().token()).isEqualTo("Bearer t-1");
    Path file = home.resolve(".config/fengsui/credentials.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void uses_a_demo_that_runs_and_ignores_one_that_is_gone() throws IOException {
    hub.answers("GET /api/links", 200, "[]");
    Path demo = home.resolve("demo.json");
    Terminal second = new Terminal(home).with("FENGSUI_DEMO_FILE", demo.toString());
    String line = "{\"url\":\"%s\",\"token\":\"d\",\"pid\":%d}";

    Files.writeString(demo, line.formatted(hub.url(), ProcessHandle.current().pid()));
    assertThat(second.run("link", "list")).isZero();
    assertThat(hub.last().token()).isEqualTo("Bearer d");

    Files.writeString(demo, line.formatted(hub.url(), Long.MAX_VALUE));
    second.run("link", "list", "--url", hub.url());
    assertThat(hub.last().token()).isEqualTo("null");
  }

  @Test
  void says_in_one_line_that_no_hub_is_there() {
    hub.close();

    assertThat(terminal.run("device", "list")).isEqualTo(3);

    assertThat(terminal.err())
        .startsWith("No hub answers at " + hub.url())
        .contains("./fengsui up");
  }

  @Test
  void says_how_to_sign_in_when_the_hub_asks_for_it() {
    hub.answers("GET /api/devices", 401, "{\"detail\":\"Not signed in.\"}");

    assertThat(terminal.run("device", "list")).isEqualTo(1);

    assertThat(terminal.err()).isEqualTo("Not signed in.\n→ Sign in first: ./fengsui login\n");
  }

  @Test
  void says_when_the_address_is_not_a_hub() {
    hub.answers("GET /api/devices", 200, "<html>");

    assertThat(terminal.run("device", "list")).isEqualTo(1);

    assertThat(terminal.err()).contains("is not a Fengsui hub");
  }

  @Test
  void wrong_usage_has_its_own_status_and_a_hint() {
    assertThat(terminal.run("device", "add", "--name", "x")).isEqualTo(2);
    assertThat(terminal.err())
        .isEqualTo("Missing: --type, --grid\n→ ./fengsui device add --help\n");

    assertThat(terminal.run("devise")).isEqualTo(2);
    assertThat(terminal.err()).contains("Unknown: devise").contains("device");

    assertThat(terminal.run("event")).isEqualTo(2);
    assertThat(terminal.err()).contains("list, show");
  }

  @Test
  void the_completion_script_knows_the_commands() {
    assertThat(terminal.run("completion")).isZero();

    assertThat(terminal.out()).contains("complete -F", "device", "--supervision", "demo");
  }
}
