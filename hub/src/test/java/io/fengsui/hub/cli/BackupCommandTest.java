package io.fengsui.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandTest {
  @TempDir private Path home = Path.of("");

  private final FakeHub hub = new FakeHub();

  @AfterEach
  void closeHub() {
    hub.close();
  }

  @Test
  void what_is_no_whole_backup_is_thrown_away() throws Exception {
    hub.answers("POST /api/backup", 200, "half of a");
    Terminal terminal = new Terminal(home).with("FENGSUI_URL", hub.url());

    assertThat(terminal.run("backup", home.resolve("b").toString())).isEqualTo(1);

    assertThat(terminal.err()).contains("broke off");
    try (var files = Files.list(home)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void a_file_that_is_there_stays() throws Exception {
    Path file = Files.writeString(home.resolve("b"), "kept");
    Terminal terminal = new Terminal(home).with("FENGSUI_URL", hub.url());

    assertThat(terminal.run("backup", file.toString())).isEqualTo(1);

    assertThat(terminal.err()).contains("already");
    assertThat(file).hasContent("kept");
  }

  @Test
  void a_broken_audit_log_is_a_refusal_with_the_row() {
    hub.answers(
        "POST /api/audit/verify",
        200,
        "{\"whole\":false,\"rows\":6,\"firstBroken\":7,\"head\":\"\"}");
    Terminal terminal = new Terminal(home).with("FENGSUI_URL", hub.url());

    assertThat(terminal.run("audit", "verify")).isEqualTo(1);

    assertThat(terminal.err()).contains("row 7");
  }
}
