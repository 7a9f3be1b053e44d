package io.fengsui.simulator.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How every benchmark gets its hub. */
public final class HubOptions {
  @Option(
      names = "--hub-command",
      defaultValue = "${env:FENGSUI_HUB_COMMAND}",
      description = "command line that starts a hub and takes its settings as --fengsui.…=…")
  private @Nullable String hubCommand;

  @Option(
      names = "--launcher",
      defaultValue = "${env:FENGSUI_LAUNCHER}",
      description = "the fengsui launcher, whose 'up' starts a hub (used without --hub-command)")
  private @Nullable Path launcher;

  @Option(
      names = "--folder",
      description = "where data folders are made (a real disk: fsync is what is measured)")
  private @Nullable Path folder;

  @Option(names = "--set", paramLabel = "--KEY=VALUE", description = "a setting for the hub")
  private List<String> settings = List.of();

  public HubCommand command() {
    if (hubCommand != null && !hubCommand.isBlank()) {
      return HubCommand.line(hubCommand);
    }
    if (launcher != null) {
      return HubCommand.launcher(launcher.toAbsolutePath());
    }
    throw new IllegalArgumentException(
        "which hub? Run this as ./fengsui bench, or give --hub-command");
  }

  public List<String> settings() {
    return settings.stream().map(each -> each.startsWith("--") ? each : "--" + each).toList();
  }

  /** Does something with a fresh data folder, which is deleted in the end. */
  public <T> T inFreshFolder(InFolder<T> what) throws IOException, InterruptedException {
    var data = freshFolder();
    try {
      return what.in(data);
    } finally {
      delete(data);
    }
  }

  /** A fresh data folder, where all of them are made. */
  public Path freshFolder() throws IOException {
    var parent =
        folder != null
            ? folder
            : launcher != null
                ? launcher.toAbsolutePath().resolveSibling("target").resolve("bench")
                : Path.of(System.getProperty("java.io.tmpdir"));
    Files.createDirectories(parent);
    return Files.createTempDirectory(parent, "hub-");
  }

  /** Starts a hub on a folder. */
  public HubProcess start(Path data) throws IOException, InterruptedException {
    return start(data, List.of());
  }

  /** Starts a hub on a folder, with settings before those that were given. */
  public HubProcess start(Path data, List<String> more) throws IOException, InterruptedException {
    var all = new ArrayList<>(more);
    all.addAll(settings());
    return HubProcess.start(command(), data, Ports.freeOffset(), all);
  }

  public interface InFolder<T> {
    T in(Path data) throws IOException, InterruptedException;
  }

  /** Deletes a folder and all in it. */
  public static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
