package io.fengsui.simulator.crash;

import io.fengsui.simulator.target.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The wall clock that a hub and its database see, by Debian's libfaketime. What measures elapsed
 * time stays true, as on a machine whose clock is set.
 */
final class FakeClock {
  private static final Duration FARTHEST = Duration.ofHours(2);
  private final Path library;
  private final Path file;
  private Duration offset = Duration.ZERO;

  private FakeClock(Path library, Path file) {
    this.library = library;
    this.file = file;
  }

  /** The library, if it is here. */
  static Optional<Path> library() {
    return Stream.of("x86_64", "aarch64")
        .map(each -> Path.of("/usr/lib/" + each + "-linux-gnu/faketime/libfaketimeMT.so.1"))
        .filter(Files::exists)
        .findFirst();
  }

  static FakeClock in(Path folder) throws IOException {
    var clock = new FakeClock(library().orElseThrow(), folder.resolve("clock"));
    clock.write();
    return clock;
  }

  Launch over(Launch launch) {
    return launch.with(
        Map.of(
            "LD_PRELOAD", library.toString(),
            "FAKETIME_TIMESTAMP_FILE", file.toString(),
            "FAKETIME_DONT_FAKE_MONOTONIC", "1",
            "FAKETIME_FORCE_MONOTONIC_FIX", "0", // with it, every timed wait of a JVM ends at once
            "FAKETIME_CACHE_DURATION", "1",
            "NO_FAKE_STAT", "1"));
  }

  /** Turns the clock; back instead of on where it would stray too far. */
  void turn(Duration by) throws IOException {
    var wanted = offset.plus(by);
    offset = wanted.abs().compareTo(FARTHEST) > 0 ? offset.minus(by) : wanted;
    write();
  }

  Duration offset() {
    return offset;
  }

  private void write() throws IOException {
    Files.writeString(file, "%+d\n".formatted(offset.toSeconds()));
  }
}
