package io.fengsui.hub.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The processes of a server whose first process was killed. They end by themselves as soon as they
 * notice; a new server beside them would ruin the data.
 *
 * @param data the server's folder, in which each of its processes works
 */
record Orphans(Path data) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration STEP = Duration.ofMillis(50);

  /**
   * @throws DatabaseRefusedException if some stay
   */
  void awaitEnd() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<Long> alive = alive();
    while (!alive.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new DatabaseRefusedException(
            "processes of a database server that was killed still work on %s: %s. End them, then start again."
                .formatted(data, alive));
      }
      Thread.sleep(STEP);
      alive = alive();
    }
  }

  private List<Long> alive() {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
        .map(ProcessHandle::pid)
        .filter(this::worksHere)
        .toList();
  }

  private boolean worksHere(long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")).equals(data);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // ended just now, or this system does not tell
    }
  }
}
