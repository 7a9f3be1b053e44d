package io.fengsui.simulator.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What {@code /proc} says of processes. A process that has just ended counts nothing. */
public final class Processes {
  private static final double TICKS_PER_SECOND = 100;
  private static final int USER_TIME = 11;

  private Processes() {}

  /** A process and all below it. */
  public static Set<Long> tree(long pid) {
    var pids = new LinkedHashSet<Long>();
    ProcessHandle.of(pid)
        .ifPresent(
            root -> {
              pids.add(pid);
              root.descendants().forEach(each -> pids.add(each.pid()));
            });
    return pids;
  }

  /** The processes that another one traces. */
  public static Set<Long> tracedBy(long tracer) throws IOException {
    var pids = new LinkedHashSet<Long>();
    for (var each : ProcessHandle.allProcesses().toList()) {
      if (lines(each.pid(), "status").contains("TracerPid:\t" + tracer)) {
        pids.add(each.pid());
      }
    }
    return pids;
  }

  /** CPU seconds in user and kernel mode, of these and of their children that ended. */
  public static double cpuSeconds(Set<Long> pids) throws IOException {
    long ticks = 0;
    for (long pid : pids) {
      for (var line : lines(pid, "stat")) {
        var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        ticks += Arrays.stream(fields, USER_TIME, USER_TIME + 4).mapToLong(Long::parseLong).sum();
      }
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** Resident memory in MB, what processes share counted once (proportional set size). */
  public static double residentMegabytes(Set<Long> pids) throws IOException {
    return kilobytes(pids, "smaps_rollup", "Pss:") / 1024.0;
  }

  /** Resident memory in MB as {@code ps} shows it: what processes share counts for each. */
  public static double summedMegabytes(Set<Long> pids) throws IOException {
    return kilobytes(pids, "status", "VmRSS:") / 1024.0;
  }

  /** The words of a process's command line. */
  public static List<String> commandLine(long pid) throws IOException {
    return List.of(Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0"));
  }

  /** The first process of a tree whose program has a name. */
  public static Optional<ProcessHandle> program(long root, String name) {
    Predicate<ProcessHandle> named =
        each ->
            each.info().command().map(Path::of).stream()
                .anyMatch(command -> command.endsWith(name));
    return tree(root).stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .filter(named)
        .findFirst();
  }

  private static long kilobytes(Set<Long> pids, String file, String key) throws IOException {
    long sum = 0;
    for (long pid : pids) {
      for (var line : lines(pid, file)) {
        if (line.startsWith(key)) {
          sum += Long.parseLong(line.replaceAll("\\D+", ""));
        }
      }
    }
    return sum;
  }

  private static List<String> lines(long pid, String file) throws IOException {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/" + file));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      if (ProcessHandle.of(pid).isEmpty()) {
        return List.of();
      }
      throw e;
    }
  }
}
