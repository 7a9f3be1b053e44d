package io.fengsui.hub.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Whole folders. */
final class Folders {

  private Folders() {}

  /** Deletes a folder with all that is in it; does nothing if there is none. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (var found = Files.walk(folder)) {
      deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  static boolean isEmpty(Path folder) throws IOException {
    try (var found = Files.list(folder)) {
      return found.findAny().isEmpty();
    }
  }
}
