package io.fengsui.hub.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A data folder that is being filled. Until it is whole, its file {@code VERSION} says so, and no
 * hub starts on it.
 */
record RestoredFolder(Path folder) {

  private static final String VERSION = "VERSION";
  private static final String BUS = "bus/";

  /** Whether there is nothing that could be lost. */
  boolean isEmpty() throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  void begin() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(VERSION), "restoring\n", StandardOpenOption.CREATE_NEW);
  }

  /** Whether a part of an archive is a file of the folder. */
  static boolean isFile(String part) {
    return part.startsWith(BUS) || part.startsWith(DataFiles.PREFIX);
  }

  /** Writes a part; on disk when this returns. */
  void write(String part, InputStream content) throws IOException {
    String name =
        part.startsWith(DataFiles.PREFIX) ? part.substring(DataFiles.PREFIX.length()) : part;
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder) || name.isEmpty()) {
      throw new IOException("a part leads out of the folder: " + part);
    }
    if (name.equals(VERSION)) {
      return; // written at the end
    }
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      content.transferTo(Channels.newOutputStream(out));
      out.force(true);
    }
  }

  /** Makes the folder one that a hub may start on. */
  void finish(int format) throws IOException {
    for (Path each : deepestFirst()) {
      if (Files.isDirectory(each)) {
        sync(each);
      }
    }
    Files.writeString(
        folder.resolve(VERSION),
        format + "\n",
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.SYNC);
    sync(folder);
  }

  /** Takes everything out again. */
  void undo() throws IOException {
    for (Path each : deepestFirst()) {
      if (!each.equals(folder)) {
        Files.delete(each);
      }
    }
  }

  private List<Path> deepestFirst() throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.sorted(Comparator.reverseOrder()).toList();
    }
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory)) {
      channel.force(true);
    }
  }
}
