package io.fengsui.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How much memory the hub's processes take, its database server included. Pages that several
 * processes share count once ({@code Pss} of {@code /proc/<pid>/smaps_rollup}); where the system
 * does not tell that, resident pages are added up ({@code VmRSS}).
 */
final class ResidentMemory {

  private ResidentMemory() {}

  /**
   * In bytes; empty where there is no {@code /proc}.
   *
   * @param data the data folder, which names the database server's process
   */
  static OptionalLong ofHub(Path data) {
    long[] each =
        Stream.concat(Stream.of(ProcessHandle.current()), databaseServer(data))
            .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
            .mapToLong(ProcessHandle::pid)
            .distinct()
            .flatMap(pid -> of(pid).stream())
            .toArray();
    return each.length == 0 ? OptionalLong.empty() : OptionalLong.of(LongStream.of(each).sum());
  }

  private static OptionalLong of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    OptionalLong shared = line(process.resolve("smaps_rollup"), "Pss:");
    return shared.isPresent() ? shared : line(process.resolve("status"), "VmRSS:");
  }

  private static OptionalLong line(Path file, String key) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty(); // no /proc, or the process ended meanwhile
    }
  }

  /** It is no child of the hub: it lets itself be adopted by the system. */
  private static Stream<ProcessHandle> databaseServer(Path data) {
    try (Stream<String> lines = Files.lines(data.resolve("postgres/postmaster.pid"))) {
      return lines
          .findFirst()
          .map(String::strip)
          .filter(pid -> pid.matches("\\d{1,9}"))
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
          .stream();
    } catch (IOException e) {
      return Stream.empty(); // an outside database
    }
  }
}
