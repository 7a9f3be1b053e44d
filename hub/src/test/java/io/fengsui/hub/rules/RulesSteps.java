package io.fengsui.hub.rules;

import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceDirectory;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.event.Alarm;
import io.fengsui.hub.event.EventJournal;
import io.fengsui.hub.event.Marks;
import io.fengsui.rules.definition.Rule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;

/** The rules of one lane, stepped in the test's thread. */
public final class RulesSteps {
  private static final LatePolicy LATE = LatePolicy.after(Duration.ofMinutes(15));
  private static final RulesSettings SETTINGS =
      new RulesSettings(List.of(), Duration.ofSeconds(5), 7, 5);

  private final Evaluation evaluation;
  private final Queue<Runnable> aside = new ArrayDeque<>();

  /** What the rules need to know of the street. */
  public record Scene(DeviceDirectory directory, List<Device> devices, List<Rule> rules) {}

  /**
   * Begins nothing yet.
   *
   * @param folder where states are saved
   * @param ticks nanoseconds that states are saved by
   */
  public RulesSteps(
      Lane lane, Bus bus, EventJournal journal, Scene scene, Path folder, LongSupplier ticks)
      throws IOException {
    var file = new SnapshotFile(folder, lane.key());
    evaluation =
        new Evaluation(
            lane,
            bus,
            journal,
            new AlarmMapper(scene.directory(), LATE, Marks.NONE),
            scene::devices,
            scene.rules(),
            SETTINGS,
            new Snapshots(file, SETTINGS, ticks, Runnable::run),
            new RunnerMeters(new SimpleMeterRegistry(), lane),
            aside::add);
  }

  /** What the rules make of these entries, and of the time after them, when nothing goes wrong. */
  public static List<Alarm> straightRun(
      Lane lane, List<Entry> entries, Instant through, Scene scene) throws IOException {
    var subjects = new Subjects(lane);
    var meters = new RunnerMeters(new SimpleMeterRegistry(), lane);
    var engine = new LaneEngine(lane, subjects, meters, LATE);
    engine.begin(scene.rules(), false);
    subjects.begin(scene.devices(), engine.engine(), engine::add);
    engine.take(entries);
    engine.wake(through);
    var mapper = new AlarmMapper(scene.directory(), LATE, Marks.NONE);
    return engine.takeChanges().stream().map(mapper::alarm).toList();
  }

  public void begin() throws IOException, InterruptedException {
    evaluation.begin();
  }

  /** A turn; what the turn before had done on another thread is ready by now. */
  public void turn() throws IOException, InterruptedException {
    for (Runnable ready = aside.poll(); ready != null; ready = aside.poll()) {
      ready.run();
    }
    evaluation.turn(Duration.ZERO);
  }

  /** Saves the last state. */
  public void finish() {
    evaluation.finish();
  }

  public void close() {
    evaluation.close();
  }

  public void use(List<Rule> rules) {
    evaluation.use(rules);
  }

  public long lag() {
    return evaluation.lag();
  }

  /** How far its time has gone. */
  public Instant time() {
    return evaluation.time();
  }
}
