package io.fengsui.hub.rules;

import io.fengsui.hub.Phases;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.bus.LaneThreads;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.device.DeviceTypes;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.event.EventJournal;
import io.fengsui.hub.event.Marks;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import io.fengsui.rules.definition.Rule;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
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
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final RuleFiles files;
  private volatile Map<RulesRunner, Thread> threads = Map.of();
  private final List<RulesRunner> runners = new ArrayList<>();
  private final RuleMeters meters;
  private volatile RuleSet set;
  private volatile String trouble = "";

  /**
   * Reads the rules.
   *
   * @throws RulesRefusedException if those that are shipped or on disk have mistakes: the hub does
   *     not start without its rules
   */
  RulesStage(
      Bus bus,
      EventJournal journal,
      DeviceRegistry devices,
      DeviceTypes types,
      RulesSettings settings,
      LatePolicy late,
      RuleSetTable versions,
      Marks marks,
      Environment environment,
      MeterRegistry meters)
      throws IOException {
    Path folder = Path.of(environment.getProperty("fengsui.data", "data")).resolve("rules");
    this.files =
        new RuleFiles(settings.files().stream().map(Path::of).toList(), folder, types.all());
    this.set = first(versions);
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
                  new AlarmMapper(devices, late, marks),
                  devices::all,
                  set.rules(),
                  settings,
                  snapshots,
                  new RunnerMeters(meters, lane),
                  Thread::startVirtualThread)));
    }
    devices.onChange(this::changed);
    this.meters = new RuleMeters(meters);
    this.meters.show(this);
  }

  /** The rules that run, or are about to. */
  public List<Rule> rules() {
    return set.rules();
  }

  /** The rules that run, or are about to, and where they come from. */
  public RuleSet set() {
    return set;
  }

  /** Why the version in force in the database is not what runs; empty if it is. */
  String trouble() {
    return trouble;
  }

  /** What one file says by itself. */
  List<Rule> rulesOf(RuleSet.File file) {
    return files.rulesOf(file);
  }

  /** The packs that there are. */
  Shipped shipped() {
    return files.shipped();
  }

  /**
   * What would run with these edits, and everything else as it is on disk now.
   *
   * @throws RulesRefusedException if it has mistakes
   */
  public RuleSet read(RuleEdits edits) {
    return checked(files.load(edits));
  }

  /**
   * What would run with rules of these files in place of those with the same ids.
   *
   * @param tried texts by name
   * @throws RulesRefusedException if they have mistakes
   */
  RuleSet with(Map<String, String> tried) {
    return checked(files.with(set, tried));
  }

  private static RuleSet checked(RuleFiles.Loaded loaded) {
    if (!loaded.problems().isEmpty()) {
      throw new RulesRefusedException(loaded.problems());
    }
    return loaded.set();
  }

  /**
   * Runs a set instead of the one that runs. Each lane carries its state over while it goes on, and
   * then does; nothing is waited for.
   */
  synchronized void run(RuleSet next) {
    boolean same = next.rules().equals(set.rules());
    set = next;
    trouble = "";
    if (!same) {
      runners.forEach(runner -> runner.evaluation().use(next.rules()));
      meters.show(this);
    }
    log.atInfo()
        .addKeyValue("version", next.version())
        .addKeyValue("rules", next.rules().size())
        .log("rules changed");
  }

  /** Whether all lanes have taken over the set that was last handed to {@link #run}. */
  boolean isTakenOver() {
    List<Rule> wanted = set.rules();
    return runners.stream().allMatch(runner -> runner.evaluation().runs(wanted));
  }

  /** What a rule did since it was made or changed, in all lanes. */
  public RuleCount count(String rule) {
    return runners.stream()
        .map(runner -> runner.evaluation().count(rule))
        .reduce(RuleCount.NONE, RuleCount::plus);
  }

  /**
   * Asks the engine of each lane something, and waits a moment for the answers.
   *
   * @throws RefusedException if a lane cannot answer in time, for instance because it waits for the
   *     database
   */
  <T> List<T> ask(Function<LaneEngine, T> what) {
    List<Future<T>> asked = runners.stream().map(runner -> runner.evaluation().ask(what)).toList();
    long end = System.nanoTime() + ANSWER.toNanos();
    try {
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : asked) {
        answers.add(answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
      }
      return answers;
    } catch (TimeoutException e) {
      asked.forEach(answer -> answer.cancel(false));
      throw new RefusedException(
          Kind.UNAVAILABLE,
          "规则引擎暂时没有回答，可能正在等待数据库或补读消息，请稍后再试",
          "the rules do not answer at the moment: they may wait for the database or catch up; try again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(Kind.UNAVAILABLE, "请求被中断", "the request was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a question to the rules failed", e.getCause());
    }
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

  /** What to start with: rather without what people changed than not at all. */
  private RuleSet first(RuleSetTable versions) {
    Optional<RuleSetVersion> active = versions.active();
    RuleEdits edits = active.map(RuleSetVersion::edits).orElse(RuleEdits.NONE);
    int version = active.map(RuleSetVersion::version).orElse(0);
    try {
      return read(edits).as(version);
    } catch (RulesRefusedException e) {
      if (version == 0) {
        throw e;
      }
      RuleSet rest = read(RuleEdits.NONE);
      trouble = "version %d of the rules has mistakes and is not in force".formatted(version);
      log.atError()
          .addKeyValue("version", version)
          .setCause(e)
          .log("the rules that people changed have mistakes: the others run without them");
      return rest;
    }
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
