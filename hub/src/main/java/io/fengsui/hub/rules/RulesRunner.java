package io.fengsui.hub.rules;

import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.BusReader;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.event.Alarm;
import io.fengsui.hub.event.EventJournal;
import io.fengsui.rules.Change;
import io.fengsui.rules.definition.Rule;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates one lane: reads a batch, evaluates it, stores its events, and only then counts it as
 * done. Ends when told to, or when interrupted; what was not stored is read again at the next
 * start.
 */
final class RulesRunner implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(RulesRunner.class);
  private static final String GROUP = "rules";
  private static final Duration PATIENCE = Duration.ofMillis(50);
  private static final long RETRY_MILLIS = 1000;

  private final Lane lane;
  private final Bus bus;
  private final EventJournal journal;
  private final AlarmMapper alarms;
  private final Supplier<List<Device>> devices;
  private final RulesSettings settings;
  private final RunnerMeters meters;
  private final Subjects subjects;
  private final LaneEngine engine;
  private final Snapshots snapshots;

  private volatile List<Rule> rules;
  private volatile boolean stopping;
  private volatile long position;
  private volatile String trouble = "";
  private long backlogEnd;

  RulesRunner(
      Lane lane,
      Bus bus,
      EventJournal journal,
      AlarmMapper alarms,
      Supplier<List<Device>> devices,
      List<Rule> rules,
      Path folder,
      RulesSettings settings,
      MeterRegistry registry)
      throws IOException {
    this.lane = lane;
    this.bus = bus;
    this.journal = journal;
    this.alarms = alarms;
    this.devices = devices;
    this.rules = rules;
    this.settings = settings;
    this.meters = new RunnerMeters(registry, lane, this::lag);
    this.subjects = new Subjects(lane);
    this.engine = new LaneEngine(lane, subjects, meters, alarms.late());
    this.snapshots = new Snapshots(new SnapshotFile(folder, lane.key()), settings);
  }

  /** The rules to run; taken over before the next batch. Any thread. */
  void use(List<Rule> rules) {
    this.rules = rules;
  }

  /** A device came, changed or went. Any thread. */
  void changed(Device device) {
    subjects.changed(device);
  }

  /** Lets it end after the batch it is at. Any thread. */
  void stop() {
    stopping = true;
  }

  Lane lane() {
    return lane;
  }

  /** Records of the lane that it has yet to look at. */
  long lag() {
    return Math.max(0, bus.status(lane).end() - position);
  }

  /** Why it does not move; empty while it does. */
  String trouble() {
    return trouble;
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        evaluate();
      }
    } catch (InterruptedException e) {
      log.atInfo().addKeyValue("lane", lane.key()).log("rules interrupted; the next start replays");
      Thread.currentThread().interrupt();
    }
  }

  /** From the last saved state until told to stop, or until something fails that should not. */
  private void evaluate() throws InterruptedException {
    try (BusReader reader = bus.reader(lane, GROUP)) {
      begin(reader);
      while (!stopping) {
        turn(reader);
      }
      snapshots.finish(reader, position, engine);
    } catch (IOException | RuntimeException e) {
      log.atError()
          .addKeyValue("lane", lane.key())
          .setCause(e)
          .log("the rules of a lane failed; they begin again from their last saved state");
      pause(e);
    }
  }

  private void begin(BusReader reader) throws IOException, InterruptedException {
    position = snapshots.begin(rules, engine, bus.status(lane).first());
    reader.seek(position);
    backlogEnd = bus.status(lane).end();
    subjects.begin(devices.get(), engine.engine(), engine::add);
    store();
  }

  private void turn(BusReader reader) throws InterruptedException, IOException {
    if (engine.change(rules)) {
      snapshots.due();
    }
    if (position >= backlogEnd) {
      engine.settleSubjects();
    }
    BusReader.Batch batch = read(reader);
    if (batch != null) {
      meters.batch.record(() -> engine.take(batch));
      meters.evaluations.increment(batch.entries().size());
    }
    store();
    if (batch != null) {
      position = batch.next();
      snapshots.take(reader, position, batch.entries().size(), engine);
    }
  }

  /** Stores what was found; waits for as long as the database is away. */
  private void store() throws InterruptedException {
    List<Change> changes = engine.takeChanges();
    if (!changes.isEmpty()) {
      List<Alarm> found = changes.stream().map(alarms::alarm).toList();
      journal.apply(lane, found);
      meters.changes.increment(found.size());
    }
  }

  private BusReader.@Nullable Batch read(BusReader reader) throws InterruptedException {
    try {
      BusReader.Batch batch = reader.read(settings.batch(), PATIENCE);
      trouble = "";
      return batch;
    } catch (IOException e) {
      if (trouble.isEmpty()) {
        log.atWarn()
            .addKeyValue("lane", lane.key())
            .setCause(e)
            .log("the rules cannot read the bus; they try again each second");
      }
      pause(e);
      return null;
    }
  }

  private void pause(Exception e) throws InterruptedException {
    trouble = e.getMessage() == null ? e.toString() : e.getMessage();
    TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
  }
}
