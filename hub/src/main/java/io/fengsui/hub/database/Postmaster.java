package io.fengsui.hub.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A server process as {@code postmaster.pid} in its data folder describes it.
 *
 * @param pid process id
 * @param folder the data folder it says it serves
 * @param port the TCP port it listens on
 */
record Postmaster(long pid, Path folder, int port) {

  private static final int LINES_NEEDED = 4;

  static Path file(Path data) {
    return data.resolve("postmaster.pid");
  }

  /** Reads the file; empty if there is none or it is too torn to mean anything. */
  static Optional<Postmaster> of(Path data) throws IOException {
    Path file = file(data);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> line = Files.readAllLines(file);
    if (line.size() < LINES_NEEDED || !number(line.get(0)) || !number(line.get(3))) {
      return Optional.empty();
    }
    return Optional.of(
        new Postmaster(
            Long.parseLong(line.get(0).strip()),
            Path.of(line.get(1).strip()),
            Integer.parseInt(line.get(3).strip())));
  }

  /** What became of the process. */
  enum Fate {
    /** Alive and truly a PostgreSQL server on this folder. */
    SERVING,
    /** Gone, or the process id belongs to something else by now. */
    GONE,
    /** Alive, but the system does not tell what it is. */
    UNCLEAR
  }

  /** A process id alone proves nothing: after a reboot it belongs to somebody else. */
  Fate fate(Path data) throws IOException {
    var process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty() || isZombie()) {
      return Fate.GONE;
    }
    var info = process.get().info();
    if (info.command().isEmpty() || info.arguments().isEmpty()) {
      return Fate.UNCLEAR;
    }
    boolean serving =
        info.command().get().endsWith("/postgres")
            && Arrays.asList(info.arguments().get()).contains(data.toString());
    return serving ? Fate.SERVING : Fate.GONE;
  }

  /** Ended, but its parent has not asked how: PostgreSQL itself would take it for a living one. */
  private boolean isZombie() throws IOException {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      return Files.readString(stat).contains(") Z ");
    } catch (NoSuchFileException e) {
      return false; // no /proc here, or just reaped: the process handle tells
    }
  }

  private static boolean number(String text) {
    return text.strip().matches("[0-9]{1,9}");
  }
}
