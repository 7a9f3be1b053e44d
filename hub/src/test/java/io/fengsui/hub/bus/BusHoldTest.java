package io.fengsui.hub.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** A bus is copied while it is written and while its retention would delete. */
class BusHoldTest extends BusStage {

  private static final BusProperties TIGHT =
      new BusProperties(DataSize.ofKilobytes(16), Duration.ofDays(7), DataSize.ofBytes(1));

  @TempDir Path folder;

  @Override
  protected Bus open() throws IOException {
    return open(folder.resolve("bus"));
  }

  private LocalBus open(Path where) throws IOException {
    return new LocalBus(where, TIGHT, clock.time(), new SimpleMeterRegistry());
  }

  @Override
  protected void close(Bus bus) throws IOException {
    ((LocalBus) bus).close();
  }

  @Test
  void the_copy_holds_what_was_durable_at_the_cut_and_its_time_goes_on_from_there()
      throws Exception {
    appendNumbers(0, 2000);
    Instant told;
    try (var reader = bus.reader(LANE, "rules")) {
      reader.seek(Long.MAX_VALUE);
      told = caughtUp(reader);
    }
    try (var hold = ((LocalBus) bus).hold()) {
      assertThat(hold.positions().get(LANE.key())).containsEntry("rules", 0L);
      appendNumbers(2000, 500);
      List<BusFile> files = hold.cut();
      assertThat(hold.ends()).containsEntry(LANE.key(), 2500L);
      appendNumbers(2500, 2000);
      copy(files);
    }

    clock.jump(Duration.ofHours(-2));
    try (var copied = open(folder.resolve("copy"));
        var reader = copied.reader(LANE, "rules")) {
      assertThat(copied.status(LANE).end()).isEqualTo(2500);
      assertThat(numbers(readAll(reader, 2500))).startsWith(0, 1, 2).endsWith(2498, 2499);
      assertThat(caughtUp(reader)).isAfterOrEqualTo(told);
    }
  }

  @Test
  void what_is_held_is_needed_until_it_is_released() throws Exception {
    appendNumbers(0, 100);
    var lane = ((LocalBus) bus).lane(LANE);
    try (var reader = bus.reader(LANE, "rules")) {
      var hold = ((LocalBus) bus).hold();
      reader.seek(100);
      reader.commit(100);
      assertThat(lane.needed()).isZero();

      hold.close();

      assertThat(lane.needed()).isEqualTo(100);
    }
  }

  private void copy(List<BusFile> files) throws IOException {
    for (BusFile file : files) {
      Path to = folder.resolve("copy").resolve(file.name());
      Files.createDirectories(to.getParent());
      try (var in = file.source().open()) {
        Files.write(to, in.readNBytes((int) file.length()));
      }
    }
  }
}
