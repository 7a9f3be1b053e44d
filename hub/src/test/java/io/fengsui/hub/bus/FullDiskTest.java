package io.fengsui.hub.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that refuses for real: a limit on the size of files, and a file system that is full. */
@Timeout(60)
class FullDiskTest {

  @TempDir private Path folder;

  @Test
  void recovers_by_itself_when_files_may_grow_again() throws Exception {
    List<String> limited = List.of("bash", "-c", "ulimit -S -f 512 && exec \"$@\"", "bash");
    try (var child = new ChildJvm(limited, FullDiskProgram.class, folder.toString())) {
      checkRefusal(child, "File too large");

      int raised =
          new ProcessBuilder("prlimit", "--pid", Long.toString(child.pid()), "--fsize=unlimited")
              .inheritIO()
              .start()
              .waitFor();

      assertThat(raised).isZero();
      checkRecovery(child);
    }
  }

  @Test
  void recovers_by_itself_when_a_full_file_system_gets_room() throws Exception {
    Path mount = Files.createDirectory(folder.resolve("mount"));
    List<String> small =
        List.of(
            "unshare",
            "-m",
            "bash",
            "-c",
            "mount -t tmpfs -o size=1m tmpfs " + mount + " && exec \"$@\"",
            "bash");
    assumeTrue(canMount(mount), "only root can mount; the limit on files is tried in any case");
    String filler = mount.resolve("filler").toString();
    try (var child =
        new ChildJvm(small, FullDiskProgram.class, mount.resolve("bus").toString(), filler)) {
      checkRefusal(child, "No space left on device");
      checkRecovery(child);
    }
  }

  private static void checkRefusal(ChildJvm child, String why) throws Exception {
    assertThat(child.told()).isEqualTo("failed with BusUnavailableException");
    assertThat(child.told())
        .startsWith("refused false the disk does not take the telemetry lane's data")
        .contains(why)
        .contains("free space");
  }

  private static void checkRecovery(ChildJvm child) throws Exception {
    assertThat(child.told()).isEqualTo("writable taking messages");
    String acknowledged = child.told();
    assertThat(acknowledged).matches("acknowledged \\d+");
    assertThat(child.told()).isEqualTo(acknowledged.replace("acknowledged", "kept"));
  }

  private static boolean canMount(Path mount) throws Exception {
    String command = "mount -t tmpfs -o size=1m tmpfs " + mount;
    return new ProcessBuilder("unshare", "-m", "sh", "-c", command).start().waitFor() == 0;
  }
}
