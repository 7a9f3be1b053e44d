package io.fengsui.simulator.street;

import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.scenario.Act;
import io.fengsui.simulator.scenario.Scenario;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running street: one thread for the devices' behaviour, and a few for what their voices need.
 */
public final class Street implements AutoCloseable {
  private static final Duration ACCOUNT = Duration.ofSeconds(30);
  private static final Duration GOODBYE = Duration.ofSeconds(3);

  private final Scenario scenario;
  private final Journal journal;
  private final Counts counts = new Counts();
  private final Map<String, SimulatedDevice> devices = new LinkedHashMap<>();
  private final Voices voices;
  private final ScheduledExecutorService life =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("street-life").factory());

  /**
   * Makes a street that is not connected yet.
   *
   * @param registered who each device is, by its key in the scenario
   */
  Street(
      Scenario scenario,
      Map<String, Registered> registered,
      Doors doors,
      InstantSource clock,
      Journal journal) {
    this.scenario = scenario;
    this.journal = journal;
    this.voices = new Voices(doors, registered);
    long start = System.nanoTime();
    for (var post : scenario.posts()) {
      devices.put(
          post.key(),
          new SimulatedDevice(
              post,
              voices.of(post),
              new Behaviour(post, scenario.seed(), start),
              counts,
              clock,
              life));
    }
  }

  Counts counts() {
    return counts;
  }

  /** Connects all, then lets them report and the script run; returns once that goes on. */
  void start(Duration patience) throws InterruptedException, TimeoutException {
    var all = devices.values().stream().map(each -> each.voice().open());
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a device could not connect: " + e.getCause(), e);
    }
    journal.tell("全部在线：%d 台", "all %d devices are online", devices.size());
    devices.values().forEach(device -> life.execute(device::start));
    var director = new Director(devices, journal);
    scenario.script().forEach(act -> later(act, director));
    life.scheduleAtFixedRate(
        this::account, ACCOUNT.toMillis(), ACCOUNT.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    life.shutdownNow();
    var all = devices.values().stream().map(each -> each.voice().close());
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
          .get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      journal.tell("有设备未能正常断开：%s", "not every device could say goodbye: %s", e);
    }
    account();
    voices.close();
  }

  private void later(Act act, Director director) {
    life.schedule(() -> director.play(act), act.at().toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Devices that are connected now. */
  public long online() {
    return devices.values().stream().filter(each -> each.voice().connected()).count();
  }

  private void account() {
    journal.tell(
        "在线 %d/%d，已发 %d，已确认 %d，断线未发 %d，失败 %d",
        "online %d/%d, sent %d, acknowledged %d, missed while away %d, failed %d",
        online(),
        devices.size(),
        counts.sent().sum(),
        counts.acknowledged().sum(),
        counts.missed().sum(),
        counts.failed().sum());
  }
}
