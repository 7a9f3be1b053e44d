package io.fengsui.hub.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LaneThreadsTest {

  /** Of {@code /proc/…/stat} behind the name in brackets; see proc_pid_stat(5), field 19. */
  private static final int NICE = 16;

  @Test
  void telemetry_steps_back_for_life_safety() throws InterruptedException {
    assertThat(niceness(Lane.TELEMETRY)).isGreaterThan(niceness(Lane.LIFE_SAFETY));
  }

  private static int niceness(Lane lane) throws InterruptedException {
    var found = new AtomicInteger(Integer.MIN_VALUE);
    Thread thread = LaneThreads.of("test", lane, () -> found.set(ownNiceness()));
    thread.start();
    thread.join();
    return found.get();
  }

  private static int ownNiceness() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      return Integer.parseInt(stat.substring(stat.lastIndexOf(") ") + 2).split(" ")[NICE]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
