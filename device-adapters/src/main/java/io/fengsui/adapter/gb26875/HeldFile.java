package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.gb26875.Latches.Held;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flags that parts hold up, in a file: one line for each change, {@code transmitter, part,
 * device, flags} between tabs, of which a part's last one counts; no flags, nothing held. Not
 * thread-safe.
 */
final class HeldFile {

  private static final Logger log = LoggerFactory.getLogger(HeldFile.class);
  private static final String NAME = "held.tsv";
  private static final int MAX_BYTES = 64 << 20;

  private final Path file;
  private int lines;

  private HeldFile(Path file) {
    this.file = file;
  }

  static HeldFile in(Path folder) {
    return new HeldFile(folder.resolve(NAME));
  }

  /**
   * What was held when the link last ran, by transmitter. Lines that cannot be read are left out,
   * and so is a last one without its end: what it says was confirmed to nobody.
   */
  Map<String, Map<Part, Held>> read() {
    var held = new LinkedHashMap<String, Map<Part, Held>>();
    try {
      if (Files.exists(file) && Files.size(file) <= MAX_BYTES) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n') + 1;
        text.substring(0, end).lines().forEach(line -> read(line, held));
      }
    } catch (IOException e) {
      log.atWarn().addKeyValue("file", file).setCause(e).log("what was held is not known");
    }
    return held;
  }

  private static void read(String line, Map<String, Map<Part, Held>> into) {
    String[] cells = line.split("\t", -1);
    if (cells.length != 4 || !DeviceId.isValid(cells[2])) {
      return;
    }
    Part part =
        cells[1].isEmpty() ? Part.TRANSMITTER : Part.parse(cells[1]).orElse(Part.TRANSMITTER);
    var of = into.computeIfAbsent(cells[0], _ -> new LinkedHashMap<>());
    if (cells[3].isEmpty()) {
      of.remove(part);
    } else {
      var flags = Set.copyOf(List.of(cells[3].split(",", -1)));
      of.put(part, new Held(part, new DeviceId(cells[2]), flags));
    }
  }

  static String line(String transmitter, Held held) {
    String where = held.part().text(Part.Form.WORDS);
    String flags = String.join(",", held.metrics());
    return String.join("\t", transmitter, where, held.subject().value(), flags) + "\n";
  }

  /** How many lines it has, those that no longer count as well. */
  int lines() {
    return lines;
  }

  /** Adds lines; they are on disk when this returns. */
  void append(List<String> more) throws IOException {
    write(file, more, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    lines += more.size();
  }

  /** Has these lines and no others from now on. */
  void replace(List<String> all) throws IOException {
    Path next = file.resolveSibling(NAME + ".next");
    write(
        next,
        all,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    lines = all.size();
  }

  private static void write(Path to, List<String> lines, OpenOption... how) throws IOException {
    var bytes = ByteBuffer.wrap(String.join("", lines).getBytes(StandardCharsets.UTF_8));
    try (var channel = FileChannel.open(to, Set.of(how))) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
