package io.fengsui.adapter;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A program on Node.js that another team wrote, driven by a small script of ours: it is told what
 * to do by lines on its standard input, and says by lines what came of it. The packages are where
 * the environment variable {@code FENGSUI_NODE_MODULES} says, which {@code ./fengsui test} sets;
 * tests are skipped without it.
 */
public final class NodePeer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Process process;
  private final BufferedWriter input;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private NodePeer(Process process) {
    this.process = process;
    this.input = process.outputWriter();
    Thread.ofVirtual().start(this::listen);
  }

  /**
   * Starts a script that lies beside the test among the resources; the script may {@code require}
   * the package by its name. Skips the test when it is not installed.
   */
  public static NodePeer start(Class<?> test, String script, String npm, String... arguments) {
    String modules = System.getenv("FENGSUI_NODE_MODULES");
    assumeTrue(
        modules != null && Files.isDirectory(Path.of(modules, npm)),
        "npm's %s is not installed: run ./fengsui test, or set FENGSUI_NODE_MODULES"
            .formatted(npm));
    assumeTrue(onPath("node"), "node is not installed: the peer cannot run");
    try {
      var line = new ArrayList<String>(List.of("node", file(test, script).toString()));
      line.addAll(List.of(arguments));
      ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
      builder.environment().put("NODE_PATH", modules);
      return new NodePeer(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(Class<?> test, String script) {
    URL found = Objects.requireNonNull(test.getResource(script), script + " is missing");
    try {
      return Path.of(found.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private void listen() {
    try (BufferedReader output = process.inputReader()) {
      output.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("its output ended: " + e.getMessage());
    }
  }

  /** Tells it something. */
  public void tell(String line) throws IOException {
    input.write(line + '\n');
    input.flush();
  }

  /** Waits until it has said a line that begins so, and returns the first such line. */
  public String awaits(String beginning) {
    await()
        .alias("the peer says " + beginning)
        .atMost(PATIENCE)
        .until(() -> lines.stream().anyMatch(line -> line.startsWith(beginning)));
    return lines.stream().filter(line -> line.startsWith(beginning)).findFirst().orElseThrow();
  }

  /** All it has said so far. */
  public List<String> said() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
