package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.DeviceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flags that parts hold up, in a file, so that a restart does not forget who burns: one line
 * for each part, {@code transmitter, part, device, flags} between tabs. The link works without it.
 */
final class HeldFile {

  private static final Logger log = LoggerFactory.getLogger(HeldFile.class);
  private static final String NAME = "held.tsv";
  private static final int MAX_BYTES = 64 << 20;

  private record Line(Part part, DeviceId device, Set<String> flags) {}

  private final Path file;
  private final Map<String, List<Line>> unclaimed = new ConcurrentHashMap<>();
  private boolean failing;

  private HeldFile(Path file) {
    this.file = file;
  }

  /** Reads what was held when the link last ran; lines that cannot be read are left out. */
  static HeldFile in(Path folder) {
    var held = new HeldFile(folder.resolve(NAME));
    try {
      if (Files.exists(held.file) && Files.size(held.file) <= MAX_BYTES) {
        Files.readAllLines(held.file, StandardCharsets.UTF_8).forEach(held::read);
      }
    } catch (IOException e) {
      log.atWarn().addKeyValue("file", held.file).setCause(e).log("what was held is not known");
    }
    return held;
  }

  private void read(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != 4 || !DeviceId.isValid(cells[2])) {
      return;
    }
    Part part =
        cells[1].isEmpty() ? Part.TRANSMITTER : Part.parse(cells[1]).orElse(Part.TRANSMITTER);
    var flags = Set.copyOf(List.of(cells[3].split(",", -1)));
    unclaimed
        .computeIfAbsent(cells[0], _ -> new ArrayList<>())
        .add(new Line(part, new DeviceId(cells[2]), flags));
  }

  /** Gives a transmitter that speaks for the first time what it held. */
  void restore(String transmitter, Latches into) {
    List<Line> lines = unclaimed.remove(transmitter);
    if (lines != null) {
      lines.forEach(line -> into.restore(line.part, line.device, line.flags));
    }
  }

  /** Writes all anew, if anything became different. */
  void save(Map<String, Transmitter> transmitters) {
    boolean changed = failing;
    for (Transmitter each : transmitters.values()) {
      synchronized (each) {
        changed |= each.latches.takeChanged();
      }
    }
    if (changed) {
      write(lines(transmitters));
    }
  }

  private List<String> lines(Map<String, Transmitter> transmitters) {
    var lines = new ArrayList<String>();
    unclaimed.forEach(
        (key, held) ->
            held.forEach(each -> lines.add(line(key, each.part, each.device, each.flags))));
    transmitters.forEach(
        (key, transmitter) -> {
          synchronized (transmitter) {
            transmitter.latches.each(
                (where, flags) -> lines.add(line(key, where.getKey(), where.getValue(), flags)));
          }
        });
    return lines;
  }

  private static String line(String transmitter, Part part, DeviceId device, Set<String> flags) {
    String where = part.text(Part.Form.WORDS);
    return String.join("\t", transmitter, where, device.value(), String.join(",", flags));
  }

  private void write(List<String> lines) {
    Path next = file.resolveSibling(NAME + ".next");
    try {
      Files.write(next, lines, StandardCharsets.UTF_8);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        log.atWarn().addKeyValue("file", file).setCause(e).log("what is held cannot be kept");
      }
      failing = true;
    }
  }
}
