package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.mqtt.convention.Conventions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in which a link keeps what its conventions remember: names and births. After a restart
 * of the hub a broker sends first what came meanwhile, and only then, once asked, what it had
 * retained: without the file an alarm under a name would be a stranger's. Changes are appended and
 * on disk before what brought them is acknowledged; now and then the file is written anew. A file
 * that is lost or damaged costs just what it had.
 */
final class NameBook implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(NameBook.class);
  private static final Duration BETWEEN_SAVES = Duration.ofSeconds(1);

  /** A file that is larger, and has more that is over than that holds, is written anew. */
  private static final long LARGE = 8 << 20;

  private final Path file;
  private final Conventions conventions;
  private final Thread saver;

  /** Bounded by the connection, which has only so many messages unanswered. */
  private final BlockingQueue<CompletableFuture<Void>> waiting = new LinkedBlockingQueue<>();

  private volatile boolean ending;
  private @Nullable FileChannel channel;
  private long size;
  private long sizeWhenNew;

  private NameBook(Path file, Conventions conventions) {
    this.file = file;
    this.conventions = conventions;
    this.saver = Thread.ofVirtual().name("mqtt-names").unstarted(this::saveWhenAsked);
  }

  /** Has the conventions learn what is in the file, and keeps it up to date until closed. */
  static NameBook open(Path folder, Conventions conventions) {
    var book = new NameBook(folder.resolve("names.log"), conventions);
    if (conventions.names().isEmpty()) {
      conventions.learn(book.read());
    }
    book.save(true);
    book.saver.start();
    return book;
  }

  private Map<String, byte[]> read() {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try (var in = FileChannel.open(file)) {
      var read = NameRecords.read(in);
      if (!read.whole()) {
        log.atWarn().addKeyValue("file", file).log("the names were read up to where it is damaged");
      }
      return read.names();
    } catch (IOException e) {
      log.atWarn().addKeyValue("file", file).setCause(e).log("the names were not read");
      return Map.of();
    }
  }

  /** Settles once all that is remembered now is on disk, or cannot be. */
  CompletableFuture<Void> written() {
    var written = new CompletableFuture<Void>();
    waiting.add(written);
    if (!saver.isAlive()) {
      settle(new ArrayList<>());
    }
    return written;
  }

  private void saveWhenAsked() {
    try {
      while (!ending) {
        List<CompletableFuture<Void>> asked = new ArrayList<>();
        var first = waiting.poll(BETWEEN_SAVES.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          asked.add(first);
        }
        waiting.drainTo(asked);
        save(false);
        settle(asked);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  private void settle(List<CompletableFuture<Void>> asked) {
    if (!saver.isAlive()) {
      waiting.drainTo(asked);
    }
    asked.forEach(each -> each.complete(null));
  }

  private void save(boolean anew) {
    Map<String, byte[]> changes = conventions.changedNames();
    if (changes.isEmpty() && !anew) {
      return;
    }
    try {
      FileChannel open = channel;
      if (open == null || size > Math.max(LARGE, 2 * sizeWhenNew)) {
        begin(conventions.names());
      } else {
        size += NameRecords.append(open, changes);
      }
    } catch (IOException e) {
      log.atWarn().addKeyValue("file", file).setCause(e).log("the names were not saved");
      end(); // the whole of it is written at the next change
    }
  }

  /** Writes a file with nothing in it that is over, and puts it in the place of the one before. */
  private void begin(Map<String, byte[]> names) throws IOException {
    end();
    Path fresh = file.resolveSibling("names.new");
    Files.deleteIfExists(fresh);
    var open = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
    channel = open;
    size = NameRecords.append(open, names);
    sizeWhenNew = size;
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void end() {
    FileChannel open = channel;
    channel = null;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException e) {
      log.atWarn().addKeyValue("file", file).setCause(e).log("the names were not closed");
    }
  }

  /** Waits for the disk: an interrupt would close the file under the write. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    ending = true;
    waiting.add(new CompletableFuture<>());
    while (saver.isAlive()) {
      try {
        saver.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    save(false);
    settle(new ArrayList<>());
    end();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
