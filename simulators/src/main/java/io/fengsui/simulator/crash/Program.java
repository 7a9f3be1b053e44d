package io.fengsui.simulator.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Small programs of the system. */
final class Program {
  private static final int SECONDS = 30;

  private Program() {}

  /** Where a program is, also when it is on the path of root only. */
  static Optional<Path> find(String name) {
    var path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of(path.split(":")), Stream.of("/usr/sbin", "/sbin", "/usr/local/sbin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /**
   * Runs one to its end.
   *
   * @throws IOException if it fails; says what it said
   */
  static void run(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(words));
    command.set(0, find(words[0]).map(Path::toString).orElse(words[0]));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", words) + ": no end after " + SECONDS + " s");
    }
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", words) + ": " + said);
    }
  }
}
