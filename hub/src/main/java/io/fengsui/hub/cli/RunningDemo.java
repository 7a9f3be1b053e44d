package io.fengsui.hub.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The demo that runs on this machine, so that {@code ./fengsui device list} in a second terminal
 * works at once. The launcher writes the file while the demo runs.
 */
record RunningDemo(String url, String token) {

  /** Reads the file; empty when there is none or when the demo that wrote it is gone. */
  static Optional<RunningDemo> read(Path file) {
    try {
      JsonNode demo = HubClient.JSON.readTree(Files.readString(file));
      return ProcessHandle.of(demo.path("pid").asLong(-1))
          .filter(ProcessHandle::isAlive)
          .map(
              alive ->
                  new RunningDemo(demo.path("url").asString(""), demo.path("token").asString("")));
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }
}
