package io.fengsui.hub.bus;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program in a JVM of its own that tells what it does in lines that begin with {@link #TELLS};
 * what else it writes is its log.
 */
public final class ChildJvm implements AutoCloseable {

  public static final String TELLS = "> ";

  private final Process process;
  private final BufferedReader out;

  /**
   * @param before put before the command, for instance a shell that sets a limit
   */
  public ChildJvm(List<String> before, Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:-UsePerfData", "-XX:+UseSerialGC", "-cp"));
    command.add(classPath());
    command.add(program.getName());
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    out = process.inputReader();
  }

  long pid() {
    return process.pid();
  }

  /** The next thing it tells, or an empty text at the end. */
  public String told() throws IOException {
    String line = out.readLine();
    while (line != null && !line.startsWith(TELLS)) {
      line = out.readLine();
    }
    return line == null ? "" : line.substring(TELLS.length());
  }

  /** As {@code kill -9}. */
  void kill() {
    process.toHandle().destroyForcibly(); // which leaves what it told to be read
  }

  @Override
  public void close() {
    kill();
  }

  private static String classPath() {
    if (ChildJvm.class.getClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs())
          .map(URL::getPath)
          .collect(Collectors.joining(File.pathSeparator));
    }
    return System.getProperty("java.class.path");
  }
}
