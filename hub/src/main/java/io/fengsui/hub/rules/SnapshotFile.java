package io.fengsui.hub.rules;

import io.fengsui.rules.Capture;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane's saved engine state: {@code <lane>.snapshot} and, in case it is damaged, the one before.
 * The file: {@code FSRS}, version, position, length of the counts, counts, state, and a CRC-32C
 * over all before it; big-endian. Version 1 had no counts.
 */
final class SnapshotFile {
  private static final Logger log = LoggerFactory.getLogger(SnapshotFile.class);
  private static final int MAGIC = 0x46535253;
  private static final int VERSION = 2;
  private static final int WITHOUT_COUNTS = 1;
  private static final int HEADER = 4 + 4 + 8;
  private static final int CRC = 4;

  private final Path current;
  private final Path previous;
  private final Path unfinished;

  /**
   * State of an engine.
   *
   * @param position the first record of the lane that the engine has not seen
   * @param counts for {@link RuleCounts#restore}
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // handed from the one that made it to the one that reads
  record Saved(long position, byte[] counts, byte[] state) {}

  SnapshotFile(Path folder, String lane) throws IOException {
    Files.createDirectories(folder);
    this.current = folder.resolve(lane + ".snapshot");
    this.previous = folder.resolve(lane + ".snapshot.previous");
    this.unfinished = folder.resolve(lane + ".snapshot.unfinished");
  }

  /** The states that can be read, the newest first. */
  List<Saved> load() throws IOException {
    List<Saved> found = new ArrayList<>();
    for (Path file : List.of(current, previous)) {
      try {
        found.add(read(file));
      } catch (NoSuchFileException e) {
        log.atDebug().addKeyValue("file", file).log("no saved rule state");
      } catch (DamagedException e) {
        log.atWarn()
            .addKeyValue("file", file)
            .addKeyValue("reason", e.getMessage())
            .log(
                "a saved rule state is damaged: an older one and more of the bus are read instead");
      }
    }
    return found;
  }

  /** Replaces the file; on disk when this returns. */
  void save(long position, byte[] counts, Capture state) throws IOException {
    try (var file = new FileOutputStream(unfinished.toFile());
        var checked = new CheckedOutputStream(file, new CRC32C())) {
      var out = new DataOutputStream(checked);
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeLong(position);
      out.writeInt(counts.length);
      out.write(counts);
      state.writeTo(out);
      out.writeInt((int) checked.getChecksum().getValue());
      file.getFD().sync();
    }
    if (Files.exists(current)) {
      Files.move(current, previous, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(unfinished, current, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(current.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  private static Saved read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length < HEADER + CRC) {
      throw new DamagedException("too short: " + bytes.length + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int end = bytes.length - CRC;
    if (in.getInt(end) != crc(bytes, end)) {
      throw new DamagedException("checksum does not match");
    }
    int magic = in.getInt();
    int version = in.getInt();
    if (magic != MAGIC || (version != VERSION && version != WITHOUT_COUNTS)) {
      throw new DamagedException("not a rule state of version " + VERSION + ": " + version);
    }
    long position = in.getLong();
    byte[] counts = new byte[version == WITHOUT_COUNTS ? 0 : in.getInt()];
    in.get(counts);
    return new Saved(position, counts, Arrays.copyOfRange(bytes, in.position(), end));
  }

  private static int crc(byte[] bytes, int length) {
    var crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private static final class DamagedException extends IOException {
    DamagedException(String message) {
      super(message);
    }
  }
}
