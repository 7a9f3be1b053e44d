package io.fengsui.hub.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class LocalBusTest extends BusContract {

  @TempDir Path folder;
  private BusProperties settings =
      new BusProperties(DataSize.ofKilobytes(64), Duration.ofDays(7), DataSize.ofGigabytes(2));

  @Override
  protected Bus open() throws IOException {
    return new LocalBus(folder, settings, clock.time(), new SimpleMeterRegistry());
  }

  @Override
  protected void close(Bus bus) throws IOException {
    ((LocalBus) bus).close();
  }

  @Test
  void a_torn_tail_is_cut_off_and_the_rest_goes_on() throws Exception {
    appendNumbers(0, 10);
    close(bus);
    long whole = Files.size(newest());
    Files.write(newest(), new byte[777], StandardOpenOption.APPEND);

    bus = open();

    assertThat(Files.size(newest())).isEqualTo(whole);
    appendNumbers(10, 1);
    try (BusReader reader = bus.reader(LANE, "rules")) {
      assertThat(numbers(readAll(reader, 11))).endsWith(9, 10);
    }
  }

  @Test
  void a_batch_that_is_cut_anywhere_is_not_there_and_nothing_before_it_suffers() throws Exception {
    appendNumbers(0, 3);
    long before = Files.size(newest());
    appendNumbers(3, 1);
    long after = Files.size(newest());

    for (long cut = after - 1; cut > before; cut--) {
      close(bus);
      truncate(cut);
      bus = open();
      assertThat(bus.status(LANE).end()).as("cut at %d", cut).isEqualTo(3);
      assertThat(Files.size(newest())).isEqualTo(before);
      appendNumbers(3, 1);
    }
  }

  @Test
  void a_lane_grows_over_many_segments_and_any_position_is_found() throws Exception {
    int count = fillSegments(4);

    try (BusReader reader = bus.reader(LANE, "rules")) {
      assertThat(numbers(readAll(reader, count))).isSorted().hasSize(count).endsWith(count - 1);
      for (int position = 0; position < count; position += 97) {
        reader.seek(position);
        assertThat(numbers(readAll(reader, 1))).containsExactly(position);
      }
    }
    restart();
    assertThat(bus.status(LANE).end()).isEqualTo(count);
  }

  @Test
  void a_crash_right_after_a_new_segment_was_begun_does_no_harm() throws Exception {
    appendNumbers(0, 5);
    var at = bus.status(LANE).lastAt();
    close(bus);
    Files.createFile(lane().resolve("0000000000000000005.log"));

    bus = open();

    assertThat(bus.status(LANE).lastAt()).isEqualTo(at);
    appendNumbers(5, 1);
    try (BusReader reader = bus.reader(LANE, "rules")) {
      assertThat(numbers(readAll(reader, 6))).containsExactly(0, 1, 2, 3, 4, 5);
    }
  }

  @Test
  void retention_deletes_only_what_all_groups_have_read() throws Exception {
    int count = fillSegments(4);
    var lane = new Segments(new RealDisk(), lane());
    long[] needed = {0};
    var tight = new BusProperties.Kept(Duration.ofDays(7), DataSize.ofBytes(1));
    var retention = new Retention(lane, () -> needed[0], tight, clock::instant);

    assertThat(retention.apply(false)).as("nobody has read anything").isZero();
    needed[0] = lane.all().get(2).first();
    assertThat(retention.apply(false)).isEqualTo(2);
    needed[0] = count;
    assertThat(retention.apply(false)).as("the newest stays").isEqualTo(lane.all().size());
  }

  @Test
  void retention_deletes_by_age_too() throws Exception {
    int count = fillSegments(3);
    var lane = new Segments(new RealDisk(), lane());
    int segments = lane.all().size();
    var retention = new Retention(lane, () -> count, settings.kept(LANE), clock::instant);

    clock.move(Duration.ofDays(6));
    assertThat(retention.apply(false)).isZero();
    clock.move(Duration.ofDays(2));
    assertThat(retention.apply(false)).isEqualTo(segments - 1);
  }

  private int fillSegments(int segments) throws IOException {
    int count = 0;
    while (logs().size() < segments) {
      appendNumbers(count, 200);
      count += 200;
    }
    return count;
  }

  private void truncate(long size) throws IOException {
    try (FileChannel channel = FileChannel.open(newest(), StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private Path lane() {
    return folder.resolve(LANE.key());
  }

  private Path newest() throws IOException {
    return logs().getLast();
  }

  private List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(lane())) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }
}
