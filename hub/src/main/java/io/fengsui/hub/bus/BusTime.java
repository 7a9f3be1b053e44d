package io.fengsui.hub.bus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * What the lanes tell the time by.
 *
 * @param wall the time of day, which people and NTP set
 * @param ticks what the lanes' time runs by
 * @param gap when nobody looked at {@code ticks} for longer than this, the process stood still
 * @param boot differs from one start of the machine to the next: what was written and not synced is
 *     there as long as it is the same
 */
public record BusTime(InstantSource wall, Ticks ticks, Duration gap, String boot) {

  private static final Duration GAP = Duration.ofSeconds(5);
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** That of this machine, with its time of day. */
  public static BusTime of(InstantSource wall) {
    return new BusTime(wall, System::nanoTime, GAP, startOfMachine());
  }

  private static String startOfMachine() {
    try {
      return Files.readString(BOOT).strip();
    } catch (IOException e) {
      return UUID.randomUUID().toString(); // not Linux: each start counts as one of the machine
    }
  }
}
