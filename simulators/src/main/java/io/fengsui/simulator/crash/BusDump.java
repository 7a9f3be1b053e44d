package io.fengsui.simulator.crash;

import io.fengsui.simulator.hub.HubApi;
import io.fengsui.simulator.target.HubProcess;
import io.fengsui.simulator.target.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * What stands on a stopped hub's bus, as the hub's own reader prints it: the program is run from
 * the class path that the hub was started with.
 */
final class BusDump {
  private static final String PROGRAM = "io.fengsui.hub.bus.BusDump";

  private final String java;
  private final String classPath;

  private BusDump(String java, String classPath) {
    this.java = java;
    this.classPath = classPath;
  }

  /** Learns from a running hub how to run its programs. */
  static BusDump of(HubProcess hub) throws IOException {
    var words = Processes.commandLine(hub.jvm().pid());
    for (var option : List.of("-jar", "-cp", "-classpath")) {
      int at = words.indexOf(option);
      if (at > 0) {
        return new BusDump(words.getFirst(), words.get(at + 1));
      }
    }
    throw new IOException("the hub's class path cannot be told from its command line: " + words);
  }

  /** How many records of telemetry a hub has deleted, as it may when all its groups read them. */
  static long deleted(HubApi hub) throws IOException, InterruptedException {
    for (var lane : hub.get("/api/bus")) {
      if (lane.path("lane").asString().equals("telemetry")) {
        return lane.path("first").asLong();
      }
    }
    throw new IOException("the hub shows no telemetry lane");
  }

  /** Reads all messages: device and number. */
  void read(Path bus, ObjIntConsumer<String> reader) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(java, "-Xmx256m", "-cp", classPath, PROGRAM, bus.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var lines = new BufferedReader(process.inputReader())) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        int blank = line.indexOf(' ');
        reader.accept(line.substring(0, blank), Integer.parseInt(line.substring(blank + 1)));
      }
      if (process.waitFor() != 0) {
        throw new IOException(PROGRAM + " ended with status " + process.exitValue());
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
