package io.fengsui.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.hub.bus.BusProperties;
import io.fengsui.hub.bus.HandClock;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.bus.LocalBus;
import io.fengsui.hub.store.questdb.EmbeddedHistory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/** From the bus into the history, through outages and restarts. */
@Timeout(60)
class HistoryWriterTest extends HistoryStage {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HistoryProperties SETTINGS = Histories.settings(Duration.ofMillis(50));

  @TempDir Path folder;
  private final HandClock clock = new HandClock();
  private LocalBus bus;
  private MoodyStore store;
  private HistoryWriter writer;
  private Thread thread;
  private int said;

  @BeforeEach
  void given_a_bus_and_its_history() throws Exception {
    store =
        new MoodyStore(
            new EmbeddedHistory(folder.resolve("history"), Duration.ofDays(9), PATIENCE));
    openBus();
    start();
  }

  @AfterEach
  void end() throws Exception {
    stop();
    bus.close();
    store.close();
  }

  @Test
  void what_is_on_the_bus_is_soon_in_the_history() throws Exception {
    say(100);

    assertThat(numbers()).isEqualTo(upTo(100));
    await().atMost(PATIENCE).until(() -> writer.lag() == 0);
  }

  @Test
  void while_the_store_refuses_readings_wait_and_afterwards_none_is_missing_or_doubled()
      throws Exception {
    say(10);
    assertThat(numbers()).hasSize(10);
    store.refuse("out of space");
    say(50);

    await().atMost(PATIENCE).until(() -> store.tries.get() > 1);
    assertThat(writer.trouble()).isEqualTo("out of space");
    assertThat(writer.lag()).isEqualTo(50);
    store.accept();

    assertThat(numbers()).isEqualTo(upTo(60));
    assertThat(rows()).isEqualTo(60);
    await().atMost(PATIENCE).until(() -> writer.trouble().isEmpty());
  }

  @Test
  void a_restart_goes_on_after_the_last_row_though_the_group_stands_behind() throws Exception {
    say(30);
    assertThat(numbers()).hasSize(30);
    assertThat(committed()).isLessThan(30);
    kill();

    start();
    say(5);

    assertThat(numbers()).isEqualTo(upTo(35));
    assertThat(rows()).isEqualTo(35);
  }

  @Test
  void a_bus_that_was_begun_anew_is_read_from_its_beginning() throws Exception {
    say(30);
    assertThat(numbers()).hasSize(30);
    stop();
    bus.close();
    FileSystemUtils.deleteRecursively(folder.resolve("bus"));
    clock.move(Duration.ofMinutes(1));

    openBus();
    say(40);
    start();

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows()).isEqualTo(70));
  }

  @Test
  void what_carries_no_reading_is_stepped_over() throws Exception {
    bus.append(LANE, "mqtt", new Presence(new DeviceId("a"), null, true, Map.of()));
    bus.appendResumed(LANE, clock.instant());

    await().atMost(PATIENCE).until(() -> writer.lag() == 0);
    assertThat(rows()).isZero();
    stop();
    assertThat(committed()).isEqualTo(2);
  }

  @Test
  void a_history_of_a_newer_hub_is_left_alone() throws Exception {
    say(1);
    numbers();
    stop();
    store.close();
    Files.writeString(folder.resolve("history/format"), "2\n");
    store =
        new MoodyStore(
            new EmbeddedHistory(folder.resolve("history"), Duration.ofDays(9), PATIENCE));

    start();
    say(1);

    await().atMost(PATIENCE).until(() -> writer.trouble().contains("newer hub"));
    assertThat(writer.lag()).isEqualTo(1);
  }

  private void openBus() throws Exception {
    var settings =
        new BusProperties(DataSize.ofMegabytes(1), Duration.ofDays(7), DataSize.ofGigabytes(1));
    bus = new LocalBus(folder.resolve("bus"), settings, clock.time(), new SimpleMeterRegistry());
  }

  private void start() {
    var meters = WriterMeters.of(new SimpleMeterRegistry(), LANE);
    writer = new HistoryWriter(LANE, bus, store, SETTINGS.commitEvery(), meters);
    thread = Thread.ofPlatform().start(writer);
  }

  private void stop() throws Exception {
    writer.stop();
    assertThat(thread.join(PATIENCE)).isTrue();
  }

  /** Ends without the last commit, as far as that goes in one process. */
  private void kill() throws Exception {
    thread.interrupt();
    assertThat(thread.join(PATIENCE)).isTrue();
  }

  private void say(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      DeviceMessage message =
          new Telemetry(new DeviceId("a"), null, Map.of("ext.n", new Quantity(said++, "")));
      bus.append(LANE, "mqtt", message).toCompletableFuture().join();
    }
  }

  private List<Double> numbers() {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> amounts(store.points(new Series("a", "ext.n"), DAY, 1_000)),
            found -> found.size() == said);
  }

  /** As they were written, before equal ones are folded. */
  private long rows() throws Exception {
    return store.extent(Selection.all(DAY)).points();
  }

  private long committed() {
    return bus.status(Lane.TELEMETRY).groups().stream()
        .filter(group -> group.name().equals("history"))
        .mapToLong(group -> group.committed())
        .sum();
  }

  private static List<Double> upTo(int count) {
    return IntStream.range(0, count).asDoubleStream().boxed().toList();
  }
}
