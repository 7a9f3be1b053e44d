package io.fengsui.hub.bus;

import io.fengsui.hub.bus.Segments.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the newest segment holds when the bus opens.
 *
 * <p>A batch is written and made durable before the next one is begun, so a crash can only have
 * torn the last one; nobody was told that it was kept, and it is cut off. If an intact batch
 * follows the damaged place, something else did it: all stays as it is, and readers meet {@link
 * Entry.Missing} there.
 *
 * @param end position the next record gets
 * @param good bytes that are kept
 * @param torn bytes after them that are cut off
 * @param lastAt stamp of the last batch, nanoseconds since 1970; 0 if there is none
 * @param index of what is kept
 */
record Recovery(long end, long good, long torn, long lastAt, SparseIndex index) {

  private static final Logger log = LoggerFactory.getLogger(Recovery.class);
  private static final String ASIDE = ".torn";
  private static final int KEPT_ASIDE = 8;

  static Recovery of(Segments segments, Segment segment) throws IOException {
    long beyond = segments.beyond(segment);
    long end = segment.first();
    long lastAt = 0;
    var index = new SparseIndex();
    try (BatchFile batches = segments.read(segment)) {
      while (true) {
        BatchFile.Found found = batches.next(Long.MAX_VALUE);
        long good = batches.offset();
        if (found == BatchFile.Found.BATCH) {
          index.note(good, batches.header());
          end = Math.max(end, batches.header().next());
          lastAt = Math.max(lastAt, batches.header().at());
        } else if (found == BatchFile.Found.END) {
          return new Recovery(end, good, 0, lastAt, index);
        } else if (!batches.resume(end, beyond, Long.MAX_VALUE)) {
          long torn = segments.disk().size(segment.file()) - good;
          return new Recovery(end, good, torn, lastAt, index);
        }
      }
    }
  }

  /**
   * Keeps what is about to be cut off in a file of its own, for a person to look at: a torn tail is
   * what a crash leaves, but a damaged last batch looks just like it.
   */
  void keepAside(Segments segments, Segment segment) {
    Disk disk = segments.disk();
    String name = segment.file().getFileName() + "-" + good + ASIDE;
    Path aside = segments.folder().resolve(name);
    try {
      List<Path> kept =
          disk.list(segments.folder()).stream()
              .filter(file -> file.toString().endsWith(ASIDE))
              .sorted(Comparator.comparing(Path::toString))
              .toList();
      for (Path oldest : kept.subList(0, Math.max(0, kept.size() - KEPT_ASIDE + 1))) {
        disk.delete(oldest);
      }
      var bytes = ByteBuffer.allocate((int) Math.min(torn, BatchHeader.LARGEST_BATCH));
      try (Disk.File in = disk.open(segment.file(), Disk.Mode.READ);
          Disk.File out = disk.open(aside, Disk.Mode.CREATE)) {
        while (bytes.hasRemaining() && in.read(bytes, good + bytes.position()) > 0) {
          // until all is read
        }
        out.write(bytes.flip(), 0);
      }
    } catch (IOException e) {
      log.atWarn().addKeyValue("file", aside).setCause(e).log("a torn tail is not kept aside");
    }
  }
}
