package io.fengsui.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir private Path parent;

  @Test
  void a_new_folder_gets_the_number_of_the_format() throws Exception {
    Path folder = parent.resolve("deep/data");

    DataFolder.open(folder).destroy();

    assertThat(folder.resolve("VERSION")).hasContent("1\n");
    DataFolder.open(folder).destroy();
  }

  @Test
  void a_newer_folder_is_refused_and_not_touched() throws Exception {
    Files.writeString(parent.resolve("VERSION"), "2\n");

    assertThatThrownBy(() -> DataFolder.open(parent))
        .isInstanceOf(DataFolderException.class)
        .hasMessageContaining(parent.toString())
        .hasMessageContaining("format \"2\"")
        .hasMessageContaining("Nothing was changed")
        .hasMessageContaining("fengsui.data");
    assertThat(contents()).containsExactly("VERSION");
    assertThat(parent.resolve("VERSION")).hasContent("2\n");
  }

  @Test
  void a_format_that_is_no_number_is_refused() throws Exception {
    Files.writeString(parent.resolve("VERSION"), "new\n");

    assertThatThrownBy(() -> DataFolder.open(parent)).hasMessageContaining("format \"new\"");
  }

  @Test
  void two_hubs_never_share_a_folder() throws Exception {
    DataFolder first = DataFolder.open(parent);

    assertThatThrownBy(() -> DataFolder.open(parent))
        .isInstanceOf(DataFolderException.class)
        .hasMessageContaining("Another hub runs on the data folder " + parent);

    first.destroy();
    DataFolder.open(parent).destroy();
  }

  @Test
  void a_file_in_the_way_is_told_with_what_to_do() throws Exception {
    Path file = Files.createFile(parent.resolve("data"));

    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(DataFolderException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("set fengsui.data");
  }

  private List<String> contents() throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
