package io.fengsui.hub.rules;

import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.BusReader;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.event.Alarm;
import io.fengsui.hub.event.EventJournal;
import io.fengsui.rules.Change;
import io.fengsui.rules.definition.Rule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one lane in turns: reads a batch, evaluates it, stores its events, and only then counts
 * it as done. So while the database is away it is at most one batch ahead of it, and the rest waits
 * on the bus. Owns no thread and no clock. Used by one thread but for what says otherwise.
 */
final class Evaluation implements AutoCloseable {
  private static final String GROUP = "rules";

  private final Lane lane;
  private final Bus bus;
  private final EventJournal journal;
  private final AlarmMapper alarms;
  private final Supplier<List<Device>> devices;
  private final RulesSettings settings;
  private final Snapshots snapshots;
  private final RunnerMeters meters;
  private final Subjects subjects;
  private final LaneEngine engine;
  private final Return back;
  private final Reconciliation reconciliation;
  private final Executor aside;
  private final Questions questions = new Questions();

  private volatile List<Rule> rules;
  private volatile List<Rule> running = List.of();
  private volatile long position;
  private @Nullable BusReader reader;
  private long backlogEnd;
  private Instant storedUpTo = Instant.EPOCH;
  private boolean settled;
  private boolean copying;
  private @Nullable Changeover changeover;

  Evaluation(
      Lane lane,
      Bus bus,
      EventJournal journal,
      AlarmMapper alarms,
      Supplier<List<Device>> devices,
      List<Rule> rules,
      RulesSettings settings,
      Snapshots snapshots,
      RunnerMeters meters,
      Executor aside) {
    this.aside = aside;
    this.lane = lane;
    this.bus = bus;
    this.journal = journal;
    this.alarms = alarms;
    this.devices = devices;
    this.rules = rules;
    this.settings = settings;
    this.snapshots = snapshots;
    this.meters = meters;
    this.subjects = new Subjects(lane);
    this.engine = new LaneEngine(lane, subjects, meters, alarms.late());
    this.back = new Return(lane, bus);
    this.reconciliation = new Reconciliation(lane, journal);
    meters.lag(this::lag);
  }

  Lane lane() {
    return lane;
  }

  /** The rules to run; taken over as soon as the state is carried over. Any thread. */
  void use(List<Rule> wanted) {
    this.rules = wanted;
  }

  /** Whether these rules run. Any thread. */
  boolean runs(List<Rule> wanted) {
    return running.equals(wanted);
  }

  /** Asks the engine something; see {@link Questions#ask}. Any thread. */
  <T> Future<T> ask(Function<LaneEngine, T> what) {
    return questions.ask(what);
  }

  /** What a rule did in this lane. Any thread. */
  RuleCount count(String rule) {
    return engine.counts().of(rule);
  }

  /** A device came, changed or went. Any thread. */
  void changed(Device device) {
    subjects.changed(device);
  }

  /** Records of the lane that it has yet to look at. Any thread. */
  long lag() {
    return Math.max(0, bus.status(lane).end() - position);
  }

  /** How far the lane's time has been evaluated. */
  Instant time() {
    return engine.engine().time();
  }

  /** The marker of this start. Any thread. */
  Return back() {
    return back;
  }

  /** Begins from the last saved state; again after a failure. Waits while the database is away. */
  void begin() throws IOException, InterruptedException {
    BusReader opened = bus.reader(lane, GROUP);
    reader = opened;
    changeover = null;
    position = snapshots.begin(rules, engine, bus.status(lane).first());
    running = engine.rules();
    opened.seek(position);
    backlogEnd = bus.status(lane).end();
    storedUpTo = journal.lastEngineTime(lane).orElse(Instant.EPOCH);
    settled = false;
    subjects.begin(devices.get(), engine.engine(), engine::add);
    store();
    back.mark(storedUpTo, engine.engine().time());
  }

  /**
   * One batch, or what time alone brings about if there is none.
   *
   * @param patience how long to wait for a batch
   * @throws IOException if the bus cannot be read; call again later
   * @throws java.io.UncheckedIOException if it must begin again
   * @throws InterruptedException if interrupted; what is not stored is read again at the next start
   */
  void turn(Duration patience) throws InterruptedException, IOException {
    BusReader from = opened();
    back.insist();
    changeRules(from);
    if (position >= backlogEnd) {
      engine.settleSubjects();
    }
    BusReader.Batch batch =
        from.read(settings.batch(), copying || changeover != null ? Duration.ZERO : patience);
    if (!batch.entries().isEmpty()) {
      follow(batch.entries().getFirst().position());
    }
    evaluate(batch);
    store();
    position = batch.next();
    if (!settled && back.isRead(position) && position >= backlogEnd && hasCaughtUp()) {
      reconciliation.settle(engine.engine());
      settled = true;
    }
    copying = changeover == null && snapshots.take(from, position, batch.entries().size(), engine);
    questions.answer(engine);
  }

  /** Lets a change of the rules go on a little, or takes it over when it is there. */
  private void changeRules(BusReader from) {
    List<Rule> wanted = rules;
    Changeover change = changeover;
    if (change == null && engine.rules().equals(wanted)) {
      return;
    }
    if (change == null || !change.leadsTo(wanted)) {
      snapshots.due(); // there is one copy at a time
      change = new Changeover(engine, wanted, position, aside);
      changeover = change;
      subjects.remember();
    }
    Changeover.Carried carried = change.step();
    if (carried != null) {
      changeover = null;
      takeOver(carried, from);
    }
  }

  /** Goes on with other rules, from where the state was copied. */
  private void takeOver(Changeover.Carried carried, BusReader from) {
    if (carried.position() < position) {
      storedUpTo = latest(storedUpTo, engine.engine().time());
      position = carried.position();
      from.seek(position);
      backlogEnd = bus.status(lane).end();
      settled = false;
    }
    engine.begin(carried);
    running = carried.rules();
    subjects.again();
    snapshots.due();
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** Saves the last state before the hub ends. */
  void finish() {
    snapshots.finish(opened(), position, engine);
  }

  @Override
  public void close() {
    BusReader open = reader;
    if (open != null) {
      reader = null;
      open.close();
    }
  }

  /**
   * Time passes only once the marker of this start is read: else all would be silent that could not
   * be heard while the hub was down.
   */
  private void evaluate(BusReader.Batch batch) {
    Instant through = batch.caughtUpTo();
    if (through == null) {
      meters.batch.record(() -> engine.take(batch.entries()));
      meters.evaluations.increment(batch.entries().size());
    } else if (back.isRead(position)) {
      engine.wake(through);
    }
  }

  /**
   * The group was moved. Forward: what lies between is not known. Back: the rules of today are run
   * over it again, beginning from nothing, since they cannot forget what came after it.
   */
  private void follow(long next) {
    if (next > position) {
      engine.missRecords();
    } else if (next < position) {
      changeover = null;
      engine.begin(rules, next > 0);
      running = engine.rules();
      subjects.begin(devices.get(), engine.engine(), engine::add);
      snapshots.due();
      backlogEnd = bus.status(lane).end();
      settled = false;
    }
  }

  private boolean hasCaughtUp() {
    return !engine.engine().time().isBefore(storedUpTo);
  }

  /** Stores what was found; waits for as long as the database is away. */
  private void store() throws InterruptedException {
    List<Change> changes = engine.takeChanges();
    if (!changes.isEmpty()) {
      List<Alarm> found =
          changes.stream().filter(change -> !change.rule().shadow()).map(alarms::alarm).toList();
      if (!found.isEmpty()) {
        journal.apply(lane, found);
      }
      meters.changes.increment(found.size());
      meters.shadow.increment(changes.size() - found.size());
    }
  }

  private BusReader opened() {
    if (reader == null) {
      throw new IllegalStateException("the evaluation of " + lane.key() + " has not begun");
    }
    return reader;
  }
}
