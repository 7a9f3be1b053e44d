package io.fengsui.simulator.street;

import io.fengsui.simulator.hub.Registered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file that remembers which device of a scenario the hub knows under which id, with its
 * credential: readable by its owner only.
 */
final class Roster {
  private static final JsonMapper JSON = new JsonMapper();
  private final Path file;

  Roster(Path file) {
    this.file = file;
  }

  /**
   * By the device's key in the scenario; empty if there is no file.
   *
   * @throws IOException if the file cannot be read as a roster
   */
  Map<String, Registered> read() throws IOException {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      return JSON.readValue(Files.readString(file), new TypeReference<>() {});
    } catch (JacksonException e) {
      throw new IOException(file + " is no roster; move it away to register all devices anew", e);
    }
  }

  /** Replaces the file in one step. */
  void write(Map<String, Registered> devices) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    var owner = PosixFilePermissions.fromString("rw-------");
    var fresh =
        Files.createTempFile(folder, "roster", ".new", PosixFilePermissions.asFileAttribute(owner));
    Files.writeString(
        fresh,
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(new LinkedHashMap<>(devices)));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
