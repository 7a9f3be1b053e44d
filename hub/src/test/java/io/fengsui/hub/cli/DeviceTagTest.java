package io.fengsui.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceTagTest {
  @TempDir private Path home = Path.of("");

  private final FakeHub hub = new FakeHub();
  private Terminal terminal = new Terminal(home);

  @BeforeEach
  void openTerminal() {
    terminal = new Terminal(home).with("FENGSUI_URL", hub.url());
    hub.answers("POST /api/devices/sd-1/tags", 200, "{\"tags\":[\"lift\",\"老楼\"]}");
  }

  @AfterEach
  void closeHub() {
    hub.close();
  }

  @Test
  void tags_are_given_and_taken_away_also_those_that_look_like_options() {
    int status = terminal.run("device", "tag", "sd-1", "+lift", "-hot", "+老楼", "-json");

    assertThat(status).as(terminal.err()).isZero();
    assertThat(hub.last().body().path("add").toString()).isEqualTo("[\"lift\",\"老楼\"]");
    assertThat(hub.last().body().path("remove").toString()).isEqualTo("[\"hot\",\"json\"]");
    assertThat(terminal.out()).contains("sd-1 has the tags lift 老楼");
  }

  @Test
  void options_of_every_command_still_are_options() {
    assertThat(terminal.run("device", "tag", "sd-1", "+lift", "--json")).isZero();
    assertThat(terminal.out()).contains("\"tags\"");
    assertThat(terminal.run("device", "tag", "--help")).isZero();
    assertThat(terminal.out()).contains("Usage: ./fengsui device tag");
  }

  @Test
  void a_tag_without_a_sign_is_wrong_usage() {
    assertThat(terminal.run("device", "tag", "sd-1", "lift")).isEqualTo(2);
    assertThat(terminal.err()).contains("+TAG");
  }
}
