package io.fengsui.hub.bus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a lane, each named by the position of its first record. Beside a file that is closed
 * stands its index, which is made anew when it is missing or wrong. Thread-safe.
 */
final class Segments {

  private static final Logger log = LoggerFactory.getLogger(Segments.class);

  /**
   * One file.
   *
   * @param first position of its first record
   */
  record Segment(long first, Path file) {}

  private static final String SUFFIX = ".log";
  private static final String INDEX = ".index";
  private static final int LARGEST_INDEX = 16 << 20;

  private final Disk disk;
  private final Path folder;
  private final ConcurrentSkipListMap<Long, Segment> byFirst = new ConcurrentSkipListMap<>();
  private final Map<Long, Long> sizes = new ConcurrentHashMap<>();

  /** Finds the files that are there. */
  Segments(Disk disk, Path folder) throws IOException {
    this.disk = disk;
    this.folder = folder;
    for (Path file : disk.list(folder)) {
      if (file.toString().endsWith(SUFFIX)) {
        add(file);
      }
    }
  }

  /** Begins a new file; it is for the lane's writer. */
  Disk.File create(long first) throws IOException {
    var segment = new Segment(first, folder.resolve(name(first) + SUFFIX));
    Disk.File file = disk.open(segment.file(), Disk.Mode.CREATE);
    try {
      disk.syncFolder(folder);
    } catch (IOException e) {
      file.close();
      throw e;
    }
    byFirst.put(first, segment);
    return file;
  }

  /** Opens a file to be read. */
  BatchFile read(Segment segment) throws IOException {
    return new BatchFile(disk, segment.file());
  }

  Disk disk() {
    return disk;
  }

  Path folder() {
    return folder;
  }

  boolean isEmpty() {
    return byFirst.isEmpty();
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

  /** The file that follows; null after the newest. */
  @Nullable Segment after(Segment segment) {
    Map.Entry<Long, Segment> found = byFirst.higherEntry(segment.first());
    return found == null ? null : found.getValue();
  }

  /** The file before; null before the oldest. */
  @Nullable Segment before(Segment segment) {
    Map.Entry<Long, Segment> found = byFirst.lowerEntry(segment.first());
    return found == null ? null : found.getValue();
  }

  /** All files, the oldest first. */
  List<Segment> all() {
    return List.copyOf(byFirst.values());
  }

  /** What a file that is closed takes on disk; 0 if it is gone. */
  long size(Segment segment) {
    Long known = sizes.get(segment.first());
    if (known != null) {
      return known;
    }
    long size;
    try {
      size = disk.exists(segment.file()) ? disk.size(segment.file()) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!segment.equals(newest())) {
      sizes.put(segment.first(), size);
    }
    return size;
  }

  /** The file is closed: keeps its index beside it. */
  void keep(Segment segment, SparseIndex index) {
    Path file = indexOf(segment);
    try (Disk.File out = disk.open(file, Disk.Mode.CREATE)) {
      out.write(ByteBuffer.wrap(index.toBytes()), 0);
    } catch (IOException e) {
      log.atDebug().addKeyValue("file", file).setCause(e).log("an index is not kept");
    }
  }

  /** The index of a file that is closed; makes it, by reading all of the file, if need be. */
  SparseIndex index(Segment segment) throws IOException {
    SparseIndex kept = SparseIndex.of(content(indexOf(segment)));
    return kept.isEmpty() ? rebuild(segment) : kept;
  }

  /** The stamp of a file's first batch that can be read; 0 if it has none. */
  long firstAt(Segment segment) throws IOException {
    try (BatchFile batches = read(segment)) {
      return switch (batches.next(Long.MAX_VALUE)) {
        case BATCH -> batches.header().at();
        case END -> 0;
        case DAMAGED ->
            batches.resume(segment.first(), beyond(segment), Long.MAX_VALUE)
                    && batches.next(Long.MAX_VALUE) == BatchFile.Found.BATCH
                ? batches.header().at()
                : 0;
      };
    }
  }

  /** Position that no record of the file reaches. */
  long beyond(Segment segment) throws IOException {
    Segment next = after(segment);
    return next == null
        ? segment.first() + disk.size(segment.file()) // no record is smaller than a byte
        : next.first();
  }

  /** Makes the index of a file that is closed anew. */
  SparseIndex rebuild(Segment segment) throws IOException {
    var index = new SparseIndex();
    long beyond = beyond(segment);
    long position = segment.first();
    try (BatchFile batches = read(segment)) {
      BatchFile.Found found;
      while ((found = batches.next(Long.MAX_VALUE)) != BatchFile.Found.END) {
        if (found == BatchFile.Found.BATCH) {
          index.note(batches.offset(), batches.header());
          position = batches.header().next();
        } else if (!batches.resume(position, beyond, Long.MAX_VALUE)) {
          break;
        }
      }
    }
    keep(segment, index);
    return index;
  }

  /** Deletes the oldest file; not the last one. */
  void deleteOldest() throws IOException {
    Segment oldest = oldest();
    if (oldest.equals(newest())) {
      throw new IllegalStateException("the file that is written to stays: " + oldest.file());
    }
    byFirst.remove(oldest.first());
    sizes.remove(oldest.first());
    disk.delete(oldest.file());
    disk.delete(indexOf(oldest));
    disk.syncFolder(folder);
  }

  private byte[] content(Path file) throws IOException {
    if (!disk.exists(file)) {
      return new byte[0];
    }
    try (Disk.File in = disk.open(file, Disk.Mode.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(in.size(), LARGEST_INDEX));
      while (bytes.hasRemaining() && in.read(bytes, bytes.position()) > 0) {
        // until all is read
      }
      return bytes.array();
    }
  }

  private void add(Path file) {
    String name = file.getFileName().toString();
    String digits = name.substring(0, name.length() - SUFFIX.length());
    if (digits.matches("\\d{19}")) {
      long first = Long.parseLong(digits);
      byFirst.put(first, new Segment(first, file));
    }
  }

  private Path indexOf(Segment segment) {
    return folder.resolve(name(segment.first()) + INDEX);
  }

  private static String name(long first) {
    return String.format(Locale.ROOT, "%019d", first);
  }
}
