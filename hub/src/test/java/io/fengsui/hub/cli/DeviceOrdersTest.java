package io.fengsui.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceOrdersTest {
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
  void an_order_goes_out_with_its_arguments_and_the_answer_is_shown() {
    hub.answers(
        "POST /api/devices/sd-1/commands",
        200,
        "{\"outcome\":\"done\",\"answer\":{\"muted\":true}}");

    int status =
        terminal.run("device", "command", "sd-1", "mute", "minutes=5", "loud=false", "by=li");

    assertThat(status).as(terminal.err()).isZero();
    assertThat(hub.last().body().path("name").asString()).isEqualTo("mute");
    assertThat(hub.last().body().path("arguments").toString())
        .isEqualTo("{\"minutes\":5.0,\"loud\":false,\"by\":\"li\"}");
    assertThat(terminal.out()).contains("sd-1 did it: mute").contains("muted = true");
  }

  @Test
  void an_order_that_was_not_answered_is_no_success() {
    hub.answers("POST /api/devices/sd-1/commands", 200, "{\"outcome\":\"unanswered\"}");

    assertThat(terminal.run("device", "command", "sd-1", "self-test")).isEqualTo(1);
    assertThat(terminal.err()).contains("did not answer in time");
  }

  @Test
  void an_argument_without_a_value_is_wrong_usage() {
    assertThat(terminal.run("device", "command", "sd-1", "mute", "minutes")).isEqualTo(2);
    assertThat(terminal.err()).contains("NAME=VALUE");
  }

  @Test
  void a_device_gets_another_address_or_its_id() {
    hub.answers("POST /api/devices/sd-1/address", 200, "{\"address\":\"1.1/2.7\"}");

    assertThat(terminal.run("device", "address", "sd-1", "1.1/2.7")).isZero();
    assertThat(hub.last().body().path("address").asString()).isEqualTo("1.1/2.7");
    assertThat(terminal.out()).contains("1.1/2.7");
  }

  @Test
  void strangers_are_listed_with_what_to_do() {
    hub.answers(
        "GET /api/links/strangers",
        200,
        """
        [{"link":"lwm2m","address":"urn:imei:867726030000001","parent":"gw-1",
          "description":{"model":"SD-1"},"lastAt":"2026-11-22T08:00:00Z","times":3}]
        """);

    assertThat(terminal.run("link", "strangers")).isZero();
    assertThat(terminal.out())
        .contains("urn:imei:867726030000001")
        .contains("model SD-1")
        .contains("device add --link");
  }
}
