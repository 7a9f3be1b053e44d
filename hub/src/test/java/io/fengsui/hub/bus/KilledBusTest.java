package io.fengsui.hub.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** {@code kill -9} while it appends: what was acknowledged is there, where it was said to be. */
@Timeout(60)
class KilledBusTest {

  private static final BusProperties SETTINGS =
      new BusProperties(DataSize.ofKilobytes(256), Duration.ofDays(7), DataSize.ofGigabytes(2));

  @TempDir private Path folder;

  @RepeatedTest(2)
  void nothing_acknowledged_is_lost() throws Exception {
    Map<Long, Integer> acknowledged = new HashMap<>();
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int life = 0; life < 2; life++) {
      try (var child = new ChildJvm(List.of(), KilledProgram.class, folder.toString())) {
        for (int lines = random.nextInt(20_000); lines >= 0; lines--) {
          note(child.told(), acknowledged);
        }
        child.kill();
        for (String told = child.told(); !told.isEmpty(); told = child.told()) {
          note(told, acknowledged);
        }
      }
    }

    Map<Long, Integer> kept = read();

    assertThat(acknowledged).as("seed %d", seed).isNotEmpty();
    acknowledged.forEach(
        (position, number) -> assertThat(kept).as("seed %d", seed).containsEntry(position, number));
  }

  private static void note(String told, Map<Long, Integer> acknowledged) {
    if (told.endsWith(".")) { // the last one may be cut anywhere
      String[] part = told.substring(0, told.length() - 1).split(" ");
      acknowledged.put(Long.parseLong(part[0]), Integer.parseInt(part[1]));
    }
  }

  private Map<Long, Integer> read() throws Exception {
    Map<Long, Integer> kept = new HashMap<>();
    try (var bus =
            new LocalBus(
                folder, SETTINGS, BusTime.of(Clock.systemUTC()), new SimpleMeterRegistry());
        BusReader reader = bus.reader(Lane.TELEMETRY, "rules")) {
      for (var batch = reader.read(1_000, Duration.ZERO);
          !batch.entries().isEmpty();
          batch = reader.read(1_000, Duration.ZERO)) {
        batch.entries().forEach(entry -> kept.put(entry.position(), BusStage.number(entry)));
      }
    }
    return kept;
  }
}
