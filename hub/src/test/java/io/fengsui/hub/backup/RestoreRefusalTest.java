package io.fengsui.hub.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.database.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Archives that are whole and still cannot be restored leave nothing behind. */
class RestoreRefusalTest {
  private static final int NEWEST_DATA = 1;

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @TempDir Path folder;

  private Path file;
  private Path data;
  private String said = "";

  @BeforeEach
  void name_the_files() {
    file = folder.resolve("backup.tar.gz");
    data = folder.resolve("data");
  }

  @Test
  void a_backup_of_a_newer_format_names_what_can_read_it() throws Exception {
    archive(Manifest.FORMAT + 1, NEWEST_DATA, "4");

    assertThat(restore()).isEqualTo(1);
    assertThat(said).contains("has format 2").contains("Restore it with a newer version");
    assertThat(data).doesNotExist();
  }

  @Test
  void a_backup_of_a_newer_data_folder_or_schema_names_the_version_that_made_it() throws Exception {
    archive(Manifest.FORMAT, NEWEST_DATA + 1, "4");
    assertThat(restore()).isEqualTo(1);
    assertThat(said).contains("made by the newer version 9.9");

    archive(Manifest.FORMAT, NEWEST_DATA, "999");
    assertThat(restore()).isEqualTo(1);
    assertThat(said).contains("schema 999");
    assertThat(data).doesNotExist();
  }

  @Test
  void rows_that_do_not_fit_are_told_and_folder_and_database_are_empty_again() throws Exception {
    archive(Manifest.FORMAT, NEWEST_DATA, "4");
    String[] outside = TestDatabase.empty().toArray(String[]::new);

    assertThat(restore(outside)).isEqualTo(1);
    assertThat(said).contains("nothing was left behind").contains("COPY device, line 1");
    try (Stream<Path> left = Files.list(data)) {
      assertThat(left).isEmpty();
    }
    assertThat(restore(outside)).isEqualTo(1);
    assertThat(said).as("the database is empty").doesNotContain("is not empty");
  }

  @Test
  void a_folder_with_something_in_it_is_left_as_it_is() throws Exception {
    archive(Manifest.FORMAT, NEWEST_DATA, "4");
    Path mine = Files.createDirectories(data).resolve("mine.txt");
    Files.writeString(mine, "mine");

    assertThat(restore()).isEqualTo(1);
    assertThat(said).contains("is not empty, and nothing was changed");
    assertThat(mine).hasContent("mine");
  }

  /** With one part, a row of the table device that has too few columns. */
  private void archive(int format, int dataFormat, String schema) throws IOException {
    Instant now = Instant.parse("2026-11-22T04:00:00Z");
    try (var out = Files.newOutputStream(file)) {
      var writer = new ArchiveWriter(out, now);
      writer.part("database/device/0", "es-1\n".getBytes(StandardCharsets.UTF_8));
      var device = new Manifest.Table("device", List.of("id", "type"), 1);
      writer.finish(
          new Manifest(
              format,
              "9.9",
              dataFormat,
              schema,
              now,
              List.of(device),
              Map.of(),
              Map.of(),
              writer.parts()));
    }
  }

  private int restore(String... more) {
    var text = new ByteArrayOutputStream();
    var out = new PrintStream(text, true, StandardCharsets.UTF_8);
    List<String> arguments = new ArrayList<>(List.of(file.toString(), "--data", data.toString()));
    arguments.addAll(List.of(more));
    int status = RestoreProgram.run(arguments, NEWEST_DATA, out, out);
    said = text.toString(StandardCharsets.UTF_8);
    return status;
  }
}
