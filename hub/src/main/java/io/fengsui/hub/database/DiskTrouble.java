package io.fengsui.hub.database;

import java.nio.file.Path;
import java.util.Optional;

/** Tells a disk that refuses from everything else that can be wrong with a database server. */
final class DiskTrouble {

  private DiskTrouble() {}

  /** What to tell the person who starts the hub, if that is what the text speaks of. */
  static Optional<DatabaseRefusedException> in(String text, Path folder) {
    if (text.contains("No space left on device") || text.contains("Disk quota exceeded")) {
      return Optional.of(
          new DatabaseRefusedException(
              "the disk that holds %s is full, and the database cannot run on it. Free some space, then start again; nothing is lost."
                  .formatted(folder)));
    }
    if (text.contains("Read-only file system") || text.contains("Permission denied")) {
      return Optional.of(
          new DatabaseRefusedException(
              "the database cannot write to %s. Make the folder and its disk writable, then start again; nothing is lost."
                  .formatted(folder)));
    }
    return Optional.empty();
  }
}
