package io.fengsui.simulator.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Of each file under some folders: how much was written, how much of it a completed sync covers,
 * and whether its name is in a folder that was synced. Used by one thread.
 */
final class SyncedFiles {
  private final List<Path> roots;
  private final Map<Path, State> states = new HashMap<>();

  private static final class State {
    long written;
    long synced;
    @Nullable Path durableName;
    boolean replacedDurable;
  }

  private SyncedFiles(List<Path> roots) {
    this.roots = roots;
  }

  /** All that is there now is taken for durable: the power was cut before, or nothing was. */
  static SyncedFiles of(List<Path> roots) throws IOException {
    var files = new SyncedFiles(roots);
    for (var root : roots) {
      if (Files.isDirectory(root)) {
        try (var found = Files.walk(root)) {
          for (var file : found.filter(Files::isRegularFile).toList()) {
            var state = new State();
            state.written = Files.size(file);
            state.synced = state.written;
            state.durableName = file;
            files.states.put(file, state);
          }
        }
      }
    }
    return files;
  }

  boolean concerns(Path file) {
    return roots.stream().anyMatch(file::startsWith);
  }

  /** A file was opened for writing. */
  void opened(Path file, boolean create, boolean truncate) {
    if (create) {
      states.computeIfAbsent(file, path -> new State());
    }
    if (truncate) {
      cut(file, 0);
    }
  }

  /** Bytes were written. */
  void wrote(Path file, long from, long bytes) {
    var state = states.get(file);
    if (state != null) {
      state.written = Math.max(state.written, from + bytes);
    }
  }

  /** Bytes were written where the file ended. */
  void appended(Path file, long bytes) {
    var state = states.get(file);
    if (state != null) {
      state.written += bytes;
    }
  }

  /** How much a sync that begins now will cover; in a folder: nothing. */
  long written(Path file) {
    var state = states.get(file);
    return state == null ? 0 : state.written;
  }

  /** A sync that covers so much has completed; of a folder: the names in it. */
  void synced(Path file, long covered) {
    var state = states.get(file);
    if (state != null) {
      state.synced = Math.max(state.synced, Math.min(covered, state.written));
      return;
    }
    states.forEach(
        (path, inside) -> {
          if (file.equals(path.getParent())) {
            inside.durableName = path;
            inside.replacedDurable = false;
          }
        });
  }

  /** A file is shorter now. What is cut off may come back, what is left may not grow. */
  void cut(Path file, long length) {
    var state = states.get(file);
    if (state != null) {
      state.written = Math.min(state.written, length);
      state.synced = Math.min(state.synced, length);
    }
  }

  /** A file has another name, perhaps one that another file had. */
  void moved(Path from, Path to) {
    var state = states.remove(from);
    var before = states.remove(to);
    if (state != null) {
      state.replacedDurable = before != null && to.equals(before.durableName);
      states.put(to, state);
    }
  }

  void deleted(Path file) {
    states.remove(file);
  }

  /**
   * What a power cut leaves of a file.
   *
   * @param file as it is named now
   * @param name that a completed sync of its folder covers; null: none, it is gone
   * @param bytes that a completed sync of itself covers
   */
  record Remains(Path file, @Nullable Path name, long bytes) {}

  /**
   * All files that a power cut would change. A new file that took an older one's name keeps it
   * although the folder was not synced: the older one cannot be brought back, and the new one there
   * is as possible.
   */
  List<Remains> doubtful() {
    var doubtful = new ArrayList<Remains>();
    states.forEach(
        (file, state) -> {
          var name = state.replacedDurable ? file : state.durableName;
          if (!file.equals(name) || state.synced < state.written) {
            doubtful.add(new Remains(file, name, state.synced));
          }
        });
    return doubtful;
  }
}
