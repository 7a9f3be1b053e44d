package io.fengsui.simulator.target;

import java.io.File;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a hub is started.
 *
 * @param words program and arguments
 * @param launcher true for {@code fengsui up}, which has options of its own; false for a command
 *     line that ends in the hub's settings
 */
public record HubCommand(List<String> words, boolean launcher) {
  public HubCommand {
    words = List.copyOf(words);
  }

  /** The launcher's {@code up}. */
  public static HubCommand launcher(Path launcher) {
    return new HubCommand(List.of(launcher.toString(), "up"), true);
  }

  /** A command line as a person writes it, split at blanks. */
  public static HubCommand line(String line) {
    return new HubCommand(List.of(line.strip().split("\\s+")), false);
  }

  /** The hub's main class on this JVM's class path, for tests. */
  public static HubCommand ownClassPath(String mainClass, List<String> options) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options);
    words.addAll(List.of("-cp", ownClassPath(), mainClass));
    return new HubCommand(words, false);
  }

  /**
   * What this JVM runs from; some test runners load the program with a class loader of their own.
   */
  private static String ownClassPath() {
    if (Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs())
          .map(url -> Path.of(URI.create(url.toString())).toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
    return System.getProperty("java.class.path");
  }

  /** The whole command for a hub with its data in a folder. */
  public List<String> on(Path data, int portOffset, List<String> settings) {
    var all = new ArrayList<>(words);
    if (launcher) {
      all.addAll(List.of("--data", data.toString(), "--port-offset", "" + portOffset));
    } else {
      all.add("--fengsui.data=" + data);
      all.add("--fengsui.port-offset=" + portOffset);
    }
    all.addAll(settings);
    return all;
  }
}
