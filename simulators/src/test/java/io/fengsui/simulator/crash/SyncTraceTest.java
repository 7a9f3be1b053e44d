package io.fengsui.simulator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.simulator.crash.SyncedFiles.Remains;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines as strace 6.1 prints them; what would be left after a power cut. */
class SyncTraceTest {
  private static final Path SEGMENT = Path.of("/d/bus/t/1.log");
  private final SyncedFiles files;
  private final SyncTrace trace;

  SyncTraceTest() throws IOException {
    files = SyncedFiles.of(List.of(Path.of("/d/bus")));
    trace = new SyncTrace(files);
  }

  @Test
  void what_was_written_before_a_sync_that_completed_stays() {
    read(
        """
        7  openat(AT_FDCWD, "/d/bus/t/1.log", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 9</d/bus/t/1.log>
        7  fsync(10</d/bus/t>)               = 0
        7  pwrite64(9</d/bus/t/1.log>, ""..., 100, 0) = 100
        7  fdatasync(9</d/bus/t/1.log>)      = 0
        """);

    assertThat(files.doubtful()).isEmpty();
  }

  @Test
  void what_was_written_after_it_is_gone() {
    read(
        """
        7  openat(AT_FDCWD, "/d/bus/t/1.log", O_WRONLY|O_CREAT, 0666) = 9</d/bus/t/1.log>
        7  fsync(10</d/bus/t>)               = 0
        7  pwrite64(9</d/bus/t/1.log>, ""..., 100, 0) = 100
        7  fdatasync(9</d/bus/t/1.log>)      = 0
        7  pwrite64(9</d/bus/t/1.log>, ""..., 50, 100) = 50
        """);

    assertThat(files.doubtful()).containsExactly(new Remains(SEGMENT, SEGMENT, 100));
  }

  @Test
  void a_write_that_came_while_the_sync_ran_is_not_covered() {
    read(
        """
        7  openat(AT_FDCWD, "/d/bus/t/1.log", O_WRONLY|O_CREAT, 0666) = 9</d/bus/t/1.log>
        7  fsync(10</d/bus/t>)               = 0
        7  pwrite64(9</d/bus/t/1.log>, ""..., 100, 0) = 100
        7  fdatasync(9</d/bus/t/1.log> <unfinished ...>
        8  pwrite64(9</d/bus/t/1.log>, ""..., 50, 100 <unfinished ...>
        8  <... pwrite64 resumed>)           = 50
        7  <... fdatasync resumed>)          = 0
        """);

    assertThat(files.doubtful()).containsExactly(new Remains(SEGMENT, SEGMENT, 100));
  }

  @Test
  void a_sync_that_never_completed_or_failed_covers_nothing() {
    read(
        """
        7  openat(AT_FDCWD, "/d/bus/t/1.log", O_WRONLY|O_CREAT, 0666) = 9</d/bus/t/1.log>
        7  fsync(10</d/bus/t>)               = 0
        7  pwrite64(9</d/bus/t/1.log>, ""..., 100, 0) = 100
        7  fdatasync(9</d/bus/t/1.log>)      = -1 EIO (Input/output error)
        7  fdatasync(9</d/bus/t/1.log> <unfinished ...>
        """);

    assertThat(files.doubtful()).containsExactly(new Remains(SEGMENT, SEGMENT, 0));
  }

  @Test
  void a_new_name_needs_a_sync_of_its_folder() {
    read(
        """
        7  openat(AT_FDCWD, "/d/bus/t/1.log", O_WRONLY|O_CREAT, 0666) = 9</d/bus/t/1.log>
        7  pwrite64(9</d/bus/t/1.log>, ""..., 100, 0) = 100
        7  fsync(9</d/bus/t/1.log>)          = 0
        """);

    assertThat(files.doubtful()).containsExactly(new Remains(SEGMENT, null, 100));
  }

  @Test
  void a_renamed_file_has_its_old_name_until_the_folder_is_synced() {
    var position = Path.of("/d/bus/g/rules");
    read(
        """
        7  openat(AT_FDCWD, "/d/bus/g/rules.next", O_WRONLY|O_CREAT, 0666) = 9</d/bus/g/rules.next>
        7  write(9</d/bus/g/rules.next>, ""..., 4) = 4
        7  fsync(9</d/bus/g/rules.next>)     = 0
        7  fsync(10</d/bus/g>)               = 0
        7  rename("/d/bus/g/rules.next", "/d/bus/g/rules") = 0
        """);

    assertThat(files.doubtful())
        .containsExactly(new Remains(position, Path.of("/d/bus/g/rules.next"), 4));

    read("7  fsync(10</d/bus/g>)               = 0");

    assertThat(files.doubtful()).isEmpty();
  }

  private void read(String lines) {
    lines.lines().forEach(trace::line);
  }
}
