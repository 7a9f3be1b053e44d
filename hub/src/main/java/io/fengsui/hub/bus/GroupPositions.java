package io.fengsui.hub.bus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far each group has got in a lane: one small file a group, with the position and its CRC-32C.
 * A file that holds something else is put aside, and the group reads all that is kept again: twice
 * is what a group must bear, never is not. Thread-safe.
 */
final class GroupPositions {

  private static final Logger log = LoggerFactory.getLogger(GroupPositions.class);
  private static final int LONGEST = 64;

  private final Disk disk;
  private final Path folder;
  private final Map<String, Long> committed = new ConcurrentHashMap<>();

  GroupPositions(Disk disk, Path folder) throws IOException {
    this.disk = disk;
    this.folder = folder;
    disk.createFolder(folder);
    for (Path file : disk.list(folder)) {
      String group = file.getFileName().toString();
      if (isName(group)) {
        load(file).ifPresent(position -> committed.put(group, position));
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

  /** The position of the group that has read the most; 0 if there is none. */
  long furthest() {
    return committed.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** Afterwards, and after a crash at any instant, the old or the new position is there. */
  void commit(String group, long position) throws IOException {
    Path file = folder.resolve(group);
    Path next = folder.resolve(group + ".next");
    try (Disk.File out = disk.open(next, Disk.Mode.CREATE)) {
      out.write(ByteBuffer.wrap(line(position).getBytes(StandardCharsets.US_ASCII)), 0);
      out.force();
    }
    disk.rename(next, file);
    disk.syncFolder(folder);
    committed.put(group, position);
  }

  /** Forgets a group. */
  void drop(String group) throws IOException {
    disk.delete(folder.resolve(group));
    disk.syncFolder(folder);
    committed.remove(group);
  }

  private OptionalLong load(Path file) throws IOException {
    var bytes = ByteBuffer.allocate(LONGEST);
    try (Disk.File in = disk.open(file, Disk.Mode.READ)) {
      while (bytes.hasRemaining() && in.read(bytes, bytes.position()) > 0) {
        // until all is read
      }
    }
    String line = StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString();
    String digits = line.strip().split(" ", 2)[0];
    boolean number = digits.matches("\\d{1,18}");
    // Written before there were checksums: the number alone.
    if (number && (line.equals(line(Long.parseLong(digits))) || line.equals(digits + "\n"))) {
      return OptionalLong.of(Long.parseLong(digits));
    }
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    disk.rename(file, aside);
    log.atWarn()
        .addKeyValue("file", aside)
        .log("does not hold the position of a group; the group reads all that is kept again");
    return OptionalLong.empty();
  }

  private static String line(long position) {
    var crc = new CRC32C();
    crc.update(Long.toString(position).getBytes(StandardCharsets.US_ASCII));
    return "%d %08x\n".formatted(position, crc.getValue());
  }
}
