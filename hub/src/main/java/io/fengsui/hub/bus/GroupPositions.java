package io.fengsui.hub.bus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** How far each group has got in a lane: one small file a group. Thread-safe. */
final class GroupPositions {

  private final Path folder;
  private final Map<String, Long> committed = new ConcurrentHashMap<>();

  GroupPositions(Path folder) throws IOException {
    this.folder = folder;
    DurableFiles.createFolder(folder);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String group = file.getFileName().toString();
        if (isName(group)) {
          committed.put(group, load(file));
        }
      }
    }
  }

  static boolean isName(String group) {
    return group.matches("[a-z0-9-]{1,40}");
  }

  /** The group's position; empty if it never committed one. */
  OptionalLong of(String group) {
    Long position = committed.get(group);
    return position == null ? OptionalLong.empty() : OptionalLong.of(position);
  }

  /** All groups ever seen, with their positions. */
  Map<String, Long> all() {
    return Map.copyOf(committed);
  }

  void commit(String group, long position) throws IOException {
    byte[] line = (position + "\n").getBytes(StandardCharsets.US_ASCII);
    DurableFiles.replace(folder.resolve(group), line);
    committed.put(group, position);
  }

  /** Forgets a group. */
  void drop(String group) throws IOException {
    Files.deleteIfExists(folder.resolve(group));
    DurableFiles.syncFolder(folder);
    committed.remove(group);
  }

  private static long load(Path file) throws IOException {
    String line = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    if (!line.matches("\\d{1,18}")) {
      throw new BusDamagedException(
          "the bus cannot tell how far a group has read: "
              + file
              + " does not hold a position; delete that file to let the group read all again");
    }
    return Long.parseLong(line);
  }
}
