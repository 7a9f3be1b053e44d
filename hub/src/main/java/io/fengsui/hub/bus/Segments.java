package io.fengsui.hub.bus;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The files of a lane, each named by the position of its first record. Thread-safe. */
final class Segments {

  /**
   * One file.
   *
   * @param first position of its first record
   */
  record Segment(long first, Path file) {}

  private static final String SUFFIX = ".log";

  private final Path folder;
  private final ConcurrentSkipListMap<Long, Segment> byFirst = new ConcurrentSkipListMap<>();

  /** Finds the files that are there, and begins the first one if there is none. */
  Segments(Path folder) throws IOException {
    this.folder = folder;
    DurableFiles.createFolder(folder);
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(file -> file.toString().endsWith(SUFFIX)).forEach(this::add);
    }
    if (byFirst.isEmpty()) {
      create(0).close();
    }
  }

  /** Begins a new file; the channel is for the lane's writer. */
  FileChannel create(long first) throws IOException {
    var segment = new Segment(first, folder.resolve(name(first)));
    FileChannel channel =
        FileChannel.open(
            segment.file(),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    try {
      DurableFiles.syncFolder(folder);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    byFirst.put(first, segment);
    return channel;
  }

  Segment oldest() {
    return byFirst.firstEntry().getValue();
  }

  Segment newest() {
    return byFirst.lastEntry().getValue();
  }

  /** The file that holds the position, or will hold it. */
  Segment holding(long position) {
    Map.Entry<Long, Segment> found = byFirst.floorEntry(position);
    return found == null ? oldest() : found.getValue();
  }

  /** All files, the oldest first. */
  List<Segment> all() {
    return List.copyOf(byFirst.values());
  }

  /** What all of them take on disk. */
  long bytes() {
    long sum = 0;
    for (Segment segment : byFirst.values()) {
      sum += segment.file().toFile().length();
    }
    return sum;
  }

  /** Deletes the oldest file; not the last one. */
  void deleteOldest() throws IOException {
    Segment oldest = oldest();
    if (oldest.equals(newest())) {
      throw new IllegalStateException("the file that is written to stays: " + oldest.file());
    }
    byFirst.remove(oldest.first());
    Files.deleteIfExists(oldest.file());
    DurableFiles.syncFolder(folder);
  }

  private void add(Path file) {
    String name = file.getFileName().toString();
    String digits = name.substring(0, name.length() - SUFFIX.length());
    if (digits.matches("\\d{19}")) {
      long first = Long.parseLong(digits);
      byFirst.put(first, new Segment(first, file));
    }
  }

  private static String name(long first) {
    return String.format(Locale.ROOT, "%019d", first) + SUFFIX;
  }
}
