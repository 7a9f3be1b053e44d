package io.fengsui.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.simulator.bench.CrashPlan;
import io.fengsui.simulator.bench.CrashRounds;
import io.fengsui.simulator.bench.HubCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short form of {@code fengsui bench crash}: a hub of its own, killed three times under load.
 */
class CrashTest {
  private static final int ROUNDS = 3;
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx384m",
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  @TempDir Path folder;

  @Test
  void what_was_acknowledged_before_a_kill_has_its_effect_exactly_once() throws Exception {
    var hub = HubCommand.ownClassPath(HubApplication.class.getName(), OPTIONS);
    long seed = ThreadLocalRandom.current().nextLong(1_000_000);
    var plan = CrashPlan.of(ROUNDS, seed);

    var verdict = new CrashRounds(hub, List.of(), folder, plan, System.out::println).run();

    assertThat(verdict.differences()).as("seed %d", seed).isEmpty();
    assertThat(verdict.clean()).isTrue();
    assertThat(verdict.alarms()).isEqualTo(ROUNDS * plan.detectors());
    assertThat(verdict.acknowledged()).isGreaterThan(verdict.alarms());
  }
}
