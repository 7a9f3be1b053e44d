package io.fengsui.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.hub.bus.BusProperties;
import io.fengsui.hub.bus.HandClock;
import io.fengsui.hub.bus.LocalBus;
import io.fengsui.hub.store.BadDay.Mood;
import io.fengsui.hub.store.influx.InfluxHistory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** From the bus into a real InfluxDB that fails in every way a server can. */
@Timeout(90)
class InfluxOutageTest extends HistoryStage {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final HandClock clock = new HandClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private ServerProgram server;
  private BadDay front;
  private LocalBus bus;
  private InfluxHistory store;
  private HistoryWriter writer;
  private Thread thread;
  private int said;

  @BeforeEach
  void given_a_bus_and_a_server() throws Exception {
    server = ServerProgram.influxDb(Files.createDirectories(folder.resolve("influx")));
    front = new BadDay(server.address());
    var settings =
        new BusProperties(DataSize.ofMegabytes(1), Duration.ofDays(7), DataSize.ofGigabytes(1));
    bus = new LocalBus(folder.resolve("bus"), settings, clock.time(), registry);
    store =
        new InfluxHistory(
            Histories.influx(front.address(), "/write?db=readings"), Duration.ofSeconds(5));
    start();
  }

  @AfterEach
  void end() throws Exception {
    stop();
    store.close();
    bus.close();
    front.close();
    server.close();
  }

  @Test
  void whatever_happens_nothing_is_missing_and_nothing_doubled_afterwards() throws Exception {
    say(20);
    allIsThere();
    for (Mood mood : Mood.values()) {
      if (mood != Mood.PASS) {
        front.feel(mood);
        say(50);
        await().atMost(PATIENCE).until(() -> front.refused() > 1);
        assertThat(writer.trouble()).startsWith("InfluxDB ");
        assertThat(writer.lag()).isEqualTo(50);
        front.feel(Mood.PASS);
        allIsThere();
      }
    }
    assertThat(registry.counter("fengsui.history.refused", "lane", LANE.key()).count()).isZero();
  }

  @Test
  void a_server_that_is_killed_and_comes_back_gets_what_it_missed() throws Exception {
    say(20);
    allIsThere();

    server.kill();
    say(30);
    await().atMost(PATIENCE).until(() -> !writer.trouble().isEmpty());
    server.startAgain();

    allIsThere();
    await().atMost(PATIENCE).until(() -> writer.trouble().isEmpty() && writer.lag() == 0);
  }

  @Test
  void a_hub_that_stops_in_an_outage_goes_on_at_its_next_start() throws Exception {
    front.feel(Mood.TAKEN_THEN_ERROR);
    say(30);
    await().atMost(PATIENCE).until(() -> front.refused() > 0);
    stop();
    front.feel(Mood.PASS);

    start();

    allIsThere();
  }

  private void start() {
    var meters = WriterMeters.of(registry, LANE);
    writer = new HistoryWriter(LANE, bus, store, Duration.ofMillis(20), meters);
    thread = Thread.ofPlatform().start(writer);
  }

  private void stop() throws Exception {
    writer.stop();
    assertThat(thread.join(PATIENCE)).isTrue();
  }

  private void say(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      var message =
          new Telemetry(new DeviceId("a"), null, Map.of("ext.n", new Quantity(said++, "")));
      bus.append(LANE, "mqtt", message).toCompletableFuture().join();
    }
  }

  private void allIsThere() {
    var numbers = IntStream.range(0, said).asDoubleStream().boxed().toList();
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(amounts(store.points(new Series("a", "ext.n"), DAY, 1_000)))
                    .isEqualTo(numbers));
    await().atMost(PATIENCE).until(() -> writer.lag() == 0);
  }
}
