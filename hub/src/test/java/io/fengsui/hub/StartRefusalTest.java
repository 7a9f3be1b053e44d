package io.fengsui.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The hub itself, started on data that it must not touch. */
@ExtendWith(OutputCaptureExtension.class)
class StartRefusalTest {

  @TempDir private Path data;

  @Test
  void data_of_a_newer_version_is_refused_in_a_sentence_and_not_touched(CapturedOutput output)
      throws Exception {
    Files.writeString(data.resolve("VERSION"), "9\n");

    assertThatThrownBy(this::start).isInstanceOf(DataFolderException.class);

    assertThat(output.getErr())
        .contains("Fengsui did not start")
        .contains("format \"9\"")
        .contains("Start the newer version");
    assertThat(output.getAll()).doesNotContain("\tat ");
    assertThat(contents()).containsExactly("VERSION");
  }

  @Test
  void a_second_hub_on_a_folder_is_refused_before_it_does_anything(CapturedOutput output)
      throws Exception {
    DataFolder first = DataFolder.open(data);
    List<String> before = contents();

    assertThatThrownBy(this::start).isInstanceOf(DataFolderException.class);

    assertThat(output.getErr()).contains("Another hub runs on the data folder " + data);
    assertThat(contents()).isEqualTo(before);
    first.destroy();
  }

  private void start() {
    SpringApplication.run(HubApplication.class, "--fengsui.data=" + data, "--server.port=0")
        .close();
  }

  private List<String> contents() throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
