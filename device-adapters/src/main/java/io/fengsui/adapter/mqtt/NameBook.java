package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.mqtt.convention.Conventions;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in which a link keeps the names that its conventions learned. After a restart of the hub
 * a broker sends first what came meanwhile, and only then, once asked, what it had retained:
 * without the file an alarm under a name would be a stranger's. A file that is lost or damaged
 * costs just that.
 */
final class NameBook implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(NameBook.class);
  private static final Duration BETWEEN_SAVES = Duration.ofSeconds(1);
  private static final int MAX_TOPICS = 100_000;
  private static final int MAX_PAYLOAD = 8 * 1024 * 1024;

  private final Path file;
  private final Conventions conventions;
  private final Thread saver;

  private NameBook(Path file, Conventions conventions) {
    this.file = file;
    this.conventions = conventions;
    this.saver = Thread.ofVirtual().name("mqtt-names").unstarted(this::saveNowAndThen);
  }

  /** Has the conventions learn what is in the file, and keeps it up to date until closed. */
  static NameBook open(Path folder, Conventions conventions) {
    var book = new NameBook(folder.resolve("names"), conventions);
    try {
      conventions.learn(book.read());
    } catch (IOException e) {
      log.atWarn().addKeyValue("file", book.file).setCause(e).log("the names were not read");
    }
    book.saver.start();
    return book;
  }

  private Map<String, byte[]> read() throws IOException {
    Map<String, byte[]> names = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return names;
    }
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      int count = in.readInt();
      if (count < 0 || count > MAX_TOPICS) {
        throw new IOException("there cannot be " + count + " names");
      }
      for (int i = 0; i < count; i++) {
        String topic = in.readUTF();
        int length = in.readInt();
        if (length < 0 || length > MAX_PAYLOAD) {
          throw new IOException("a payload cannot have " + length + " bytes");
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
          throw new IOException("the file is cut off");
        }
        names.put(topic, payload);
      }
    }
    return names;
  }

  private void saveNowAndThen() {
    try {
      while (true) {
        Thread.sleep(BETWEEN_SAVES);
        save();
      }
    } catch (InterruptedException e) {
      log.atTrace().log("the link ends");
    }
  }

  private void save() {
    conventions
        .changedNames()
        .ifPresent(
            names -> {
              try {
                write(names);
              } catch (IOException e) {
                log.atWarn().addKeyValue("file", file).setCause(e).log("the names were not saved");
              }
            });
  }

  private void write(Map<String, byte[]> names) throws IOException {
    Path fresh = file.resolveSibling("names.new");
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
      out.writeInt(names.size());
      for (Map.Entry<String, byte[]> name : names.entrySet()) {
        out.writeUTF(name.getKey());
        out.writeInt(name.getValue().length);
        out.write(name.getValue());
      }
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    saver.interrupt();
    try {
      saver.join(BETWEEN_SAVES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    save();
  }
}
