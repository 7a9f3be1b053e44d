package io.fengsui.hub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fengsui.hub.bus.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DiskTroubleTest {

  @TempDir private Path folder;

  @Test
  void a_full_disk_is_told_in_a_sentence() throws Exception {
    assertThat(startOn("size=8m"))
        .contains("the disk that holds")
        .contains("is full")
        .contains("Free some space")
        .doesNotContain("Exception");
  }

  @Test
  void what_is_something_else_is_told_as_postgresql_tells_it() {
    assertThat(DiskTrouble.in("FATAL: bogus data in lock file", folder)).isEmpty();
    assertThat(DiskTrouble.in("could not write: Read-only file system", folder)).isPresent();
  }

  private String startOn(String mountOptions) throws Exception {
    Path mount = Files.createDirectory(folder.resolve("mount"));
    String command = "mount -t tmpfs -o %s tmpfs %s".formatted(mountOptions, mount);
    boolean mayMount =
        new ProcessBuilder("unshare", "-m", "sh", "-c", command).start().waitFor() == 0;
    assumeTrue(mayMount, "only root can mount");
    List<String> small =
        List.of("unshare", "-m", "bash", "-c", command + " && exec \"$@\"", "bash");
    String data = Files.createDirectories(mount.resolve("data")).toString();
    try (var child =
        new ChildJvm(
            small,
            SmallDiskProgram.class,
            data,
            TestDatabase.programs().toAbsolutePath().toString())) {
      return child.told();
    }
  }
}
