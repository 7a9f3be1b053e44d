package io.fengsui.simulator.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Watches from outside, by {@code strace}, what a hub writes and syncs, and after a kill makes its
 * files what a power cut would have left: without the bytes, and without the names, that no
 * completed sync covers. So it does not believe the hub a word.
 */
final class SyncObserver {
  private static final String CALLS =
      "openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,ftruncate,"
          + "rename,renameat,renameat2,unlink,unlinkat";

  private final List<Path> roots;
  private final Path log;
  private SyncedFiles before;

  private SyncObserver(List<Path> roots, Path log) throws IOException {
    this.roots = roots;
    this.log = log;
    this.before = SyncedFiles.of(roots);
  }

  /** Where the program is, if it is here. */
  static Optional<Path> program() {
    return Program.find("strace");
  }

  /**
   * Begins to watch a hub that is about to be started.
   *
   * @param roots folders whose files count
   * @param log where strace writes; replaced
   */
  static SyncObserver of(List<Path> roots, Path log) throws IOException {
    Files.deleteIfExists(log);
    return new SyncObserver(roots, log);
  }

  /** What goes before the hub's command line. */
  List<String> words() {
    return List.of(
        program().map(Path::toString).orElse("strace"),
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-y",
        "-s",
        "0",
        "-e",
        "signal=none",
        "-e",
        "trace=" + CALLS,
        "-o",
        log.toString());
  }

  /**
   * What was lost.
   *
   * @param files that lost something
   * @param bytes that were cut off
   * @param names of files that are gone, or old again
   */
  record Lost(int files, long bytes, int names) {
    String text() {
      return "%,d unsynced bytes of %d files and %d names dropped".formatted(bytes, files, names);
    }
  }

  /** The hub and all it started are dead: makes the files what is left after a power cut. */
  Lost drop() throws IOException {
    try (var lines = Files.lines(log, ISO_8859_1)) {
      var trace = new SyncTrace(before);
      lines.forEach(trace::line);
    }
    var doubtful = before.doubtful().stream().filter(each -> Files.exists(each.file())).toList();
    int files = 0;
    int names = 0;
    long bytes = 0;
    for (var each : doubtful) {
      long cut = Math.max(0, Files.size(each.file()) - each.bytes());
      if (each.name() == null) {
        Files.delete(each.file());
        names++;
      } else if (cut > 0) {
        cut(each.file(), each.bytes());
        files++;
      }
      bytes += cut;
    }
    for (var each : doubtful) {
      if (each.name() != null && !each.name().equals(each.file())) {
        Files.move(each.file(), each.name(), StandardCopyOption.REPLACE_EXISTING);
        names++;
      }
    }
    before = SyncedFiles.of(roots);
    return new Lost(files, bytes, names);
  }

  private static void cut(Path file, long length) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }
}
