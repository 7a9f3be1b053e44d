package io.fengsui.hub.rules;

import io.fengsui.hub.Phases;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.bus.LaneThreads;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.device.DeviceType;
import io.fengsui.hub.device.DeviceTypes;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.event.EventJournal;
import io.fengsui.rules.definition.Rule;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Runs the rules of all lanes, each on a thread of its own. They replay what their last saved state
 * has not seen, and mark in each lane that the hub is back.
 */
@Component
public class RulesStage implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(RulesStage.class);
  private static final Duration MARKER = Duration.ofSeconds(5);
  private static final Duration LAST_BATCH = Duration.ofSeconds(8);

  private final RuleFiles files;
  private volatile Map<RulesRunner, Thread> threads = Map.of();
  private final List<RulesRunner> runners = new ArrayList<>();
  private volatile List<Rule> rules;

  /**
   * Reads the rules.
   *
   * @throws RulesRefusedException if they have mistakes: the hub does not start without its rules
   */
  RulesStage(
      Bus bus,
      EventJournal journal,
      DeviceRegistry devices,
      DeviceTypes types,
      RulesSettings settings,
      LatePolicy late,
      Environment environment,
      MeterRegistry meters)
      throws IOException {
    Path folder = Path.of(environment.getProperty("fengsui.data", "data")).resolve("rules");
    this.files =
        new RuleFiles(
            settings.files().stream().map(Path::of).toList(),
            folder,
            types.all().stream().map(DeviceType::key).toList());
    this.rules = load();
    for (Lane lane : Lane.values()) {
      var snapshots =
          new Snapshots(
              new SnapshotFile(folder, lane.key()),
              settings,
              System::nanoTime,
              Thread::startVirtualThread);
      runners.add(
          new RulesRunner(
              new Evaluation(
                  lane,
                  bus,
                  journal,
                  new AlarmMapper(devices, late),
                  devices::all,
                  rules,
                  settings,
                  snapshots,
                  new RunnerMeters(meters, lane))));
    }
    devices.onChange(this::changed);
  }

  /** The rules that run. */
  public List<Rule> rules() {
    return rules;
  }

  /**
   * Reads the files again and runs what they say from the next batch of each lane on.
   *
   * @return the rules that run now
   * @throws RulesRefusedException if they have mistakes; the running rules stay
   */
  public synchronized List<Rule> reload() {
    List<Rule> read = load();
    rules = read;
    runners.forEach(runner -> runner.evaluation().use(read));
    log.atInfo().addKeyValue("rules", read.size()).log("rules read again");
    return read;
  }

  /** How each lane is doing. */
  public List<LaneProgress> progress() {
    return runners.stream()
        .map(
            runner ->
                new LaneProgress(
                    runner.evaluation().lane(),
                    runner.evaluation().lag(),
                    isAlive(runner),
                    runner.trouble()))
        .toList();
  }

  /**
   * One lane.
   *
   * @param lag records it has yet to look at
   * @param running false when its thread has ended
   * @param trouble why it does not move; empty while it does
   */
  public record LaneProgress(Lane lane, long lag, boolean running, String trouble) {}

  /** Begins, and gives the markers a few seconds to be on disk before any link runs. */
  @Override
  public synchronized void start() {
    Map<RulesRunner, Thread> started = new LinkedHashMap<>();
    for (RulesRunner runner : runners) {
      Thread thread = LaneThreads.of("rules", runner.evaluation().lane(), runner);
      thread.start();
      started.put(runner, thread);
    }
    threads = started;
    started.keySet().forEach(RulesStage::awaitMarker);
  }

  @Override
  public synchronized void stop() {
    runners.forEach(RulesRunner::stop);
    try {
      for (Thread thread : threads.values()) {
        if (!thread.join(LAST_BATCH)) {
          thread.interrupt(); // it waits for the database: the next start replays
          thread.join(LAST_BATCH);
        }
      }
    } catch (InterruptedException e) {
      log.info("interrupted while the rules stopped; the next start replays");
      Thread.currentThread().interrupt();
    }
    threads = Map.of();
  }

  @Override
  public boolean isRunning() {
    return !threads.isEmpty();
  }

  @Override
  public int getPhase() {
    return Phases.RULES;
  }

  private boolean isAlive(RulesRunner runner) {
    Thread thread = threads.get(runner);
    return thread != null && thread.isAlive();
  }

  private void changed(Device device) {
    runners.forEach(runner -> runner.evaluation().changed(device));
  }

  private List<Rule> load() {
    RuleFiles.Loaded loaded = files.load();
    if (!loaded.problems().isEmpty()) {
      throw new RulesRefusedException(loaded.problems());
    }
    return loaded.rules();
  }

  private static void awaitMarker(RulesRunner runner) {
    try {
      runner.evaluation().back().durable().get(MARKER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.atWarn()
          .addKeyValue("lane", runner.evaluation().lane().key())
          .log("the marker that the hub is back is not on disk yet; it follows as soon as may be");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a marker is appended again until it is there", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
