package io.fengsui.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.simulator.crash.Campaign;
import io.fengsui.simulator.crash.CampaignPlan;
import io.fengsui.simulator.crash.FaultKind;
import io.fengsui.simulator.target.HubCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short form of {@code fengsui bench crash}: a hub of its own that is killed, paused, loses its
 * database and, where strace is, its power.
 */
class CrashTest {
  private static final int ROUNDS = 3;
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx384m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  @TempDir Path folder;

  @Test
  void what_was_acknowledged_before_a_fault_has_its_effect_exactly_once() throws Exception {
    var hub = HubCommand.ownClassPath(HubApplication.class.getName(), OPTIONS);
    long seed = ThreadLocalRandom.current().nextLong(1_000_000);
    var plan = CampaignPlan.of(ROUNDS, seed, faults()).brief();

    var verdict = new Campaign(hub, List.of(), folder, plan, true, System.out::println).run();

    assertThat(verdict.differences()).as("seed %d", seed).isEmpty();
    assertThat(verdict.clean()).isTrue();
    assertThat(verdict.changes()).isGreaterThan(plan.detectors());
    assertThat(verdict.acknowledged()).isGreaterThan(verdict.changes());
  }

  private static Set<FaultKind> faults() {
    var faults = EnumSet.of(FaultKind.KILL, FaultKind.DATABASE, FaultKind.PAUSE);
    if (Files.isExecutable(Path.of("/usr/bin/strace"))) {
      faults.add(FaultKind.POWER_LOSS);
    }
    return faults;
  }
}
