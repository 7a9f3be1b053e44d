package io.fengsui.hub.pipeline;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Value;
import io.fengsui.hub.bus.HandClock;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.bus.SteppedBus;
import io.fengsui.hub.dispatch.DispatchSteps;
import io.fengsui.rules.definition.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The hub's data path – bus, rules, events, dispatch – in the test's own thread, with a clock that
 * is moved by hand. Nothing happens but by a {@link Step}. While a stage waits for the database the
 * story goes on: the steps that follow happen during that wait. A crash unwinds what was going on
 * and starts the hub anew over what is left.
 */
final class Pipeline implements AutoCloseable {
  private static final int MOST_ROUNDS = 400;
  private static final long SEED = 1;

  final HandClock clock = new HandClock();
  final Receiver receiver = new Receiver(clock);
  final Ledger ledger = new Ledger();
  final Town town;
  final SteppedBus bus;
  final FaultyDatabase database;
  final JdbcClient jdbc;
  private final Life.World world;
  private final Map<String, DeviceMessage> last = new HashMap<>();
  private final Map<String, Long> lastNumber = new HashMap<>();

  private final Deque<Step> script = new ArrayDeque<>();
  private final Set<String> busy = new HashSet<>();
  private List<Rule> rules = Town.rules();
  Life life;
  private long ticks = 1;
  private long databaseBack;
  private Duration away = Duration.ZERO;

  /**
   * A hub that has just started for the first time.
   *
   * @param folder empty; for the saved states of the rules
   * @param emptied a real database without events; see {@link #empty}
   */
  Pipeline(Path folder, DataSource emptied, Town town) throws Exception {
    this.town = town;
    this.bus = new SteppedBus(clock);
    this.database = new FaultyDatabase(emptied, () -> ticks < databaseBack);
    this.jdbc = JdbcClient.create(emptied);
    this.world =
        new Life.World(
            database,
            clock,
            () -> ticks,
            receiver,
            folder.resolve("rules"),
            town,
            new Random(SEED));
    this.life = new Life(bus.bus(), world, rules, this::waits);
    begin();
  }

  /** Takes all events out of a database. */
  static void empty(JdbcClient jdbc) {
    jdbc.sql("truncate event, event_change, task, outbox").update();
  }

  /** Lets the steps happen, one after the other. */
  Pipeline plays(List<Step> steps) throws Exception {
    script.addAll(steps);
    while (!script.isEmpty()) {
      happens(script.remove());
    }
    return this;
  }

  /**
   * Puts an end to all faults and lets the hub work until nothing is left to do.
   *
   * @return how many rounds that took
   */
  int settles() throws Exception {
    heals();
    boolean wasQuiet = false;
    for (int round = 1; round <= MOST_ROUNDS; round++) {
      happens(new Step.Round());
      boolean quiet = isQuiet();
      if (quiet && wasQuiet) { // the first time, the lanes' time may not have gone on yet
        return round;
      }
      wasQuiet = quiet;
      if (round > 20) {
        passes(Duration.ofSeconds(round < 40 ? 1 : 60));
      }
    }
    throw new AssertionError(
        "still at work after %d rounds, %d not handed over".formatted(MOST_ROUNDS, unsettled()));
  }

  void says(String device, Saying what) throws InterruptedException {
    says(device, what, null);
  }

  /** What it observed so long ago. */
  void says(String device, Saying what, @Nullable Duration ago) throws InterruptedException {
    Instant observedAt = ago == null ? null : clock.instant().minus(ago);
    long number = ledger.nextNumber();
    var readings = new HashMap<>(what.readings());
    readings.put("ext.number", new Value.Quantity(number, ""));
    last.put(device, new DeviceMessage.Telemetry(new DeviceId(device), observedAt, readings));
    lastNumber.put(device, number);
    repeats(device);
  }

  void repeats(String device) throws InterruptedException {
    DeviceMessage message = last.get(device);
    if (message != null) {
      Lane lane = town.device(device).type().lane();
      ledger.sent(lastNumber.get(device), device, life.bus.append(lane, "mqtt", message));
    }
  }

  void writes(Lane lane) {
    bus.turn(lane);
  }

  void evaluates(Lane lane) throws Exception {
    alone(
        lane.key(),
        () -> {
          try {
            life.rules(lane).turn();
          } catch (IOException e) {
            passes(Duration.ofSeconds(1)); // as the thread around it does
          }
        });
  }

  void handsOver(String channel) throws Exception {
    alone(channel, () -> life.channel(channel).turn());
  }

  void round() throws Exception {
    for (Lane lane : Lane.values()) {
      writes(lane);
    }
    for (Lane lane : Lane.values()) {
      evaluates(lane);
    }
    for (DispatchSteps channel : life.channels()) {
      handsOver(channel.channel());
    }
  }

  void passes(Duration time) {
    clock.move(time);
    ticks += time.toNanos();
  }

  void staysAway(Duration time) {
    away = time;
  }

  void restarts(Duration time) throws Exception {
    staysAway(time);
    if (!busy.isEmpty()) {
      throw Crash.kill(); // what waits for the database is interrupted
    }
    life.finish();
    try {
      bus.close();
    } catch (IOException e) {
      bus.kill(); // the disk does not even take the end
    }
    start();
  }

  void databaseAway(Duration time) {
    databaseBack = ticks + time.toNanos();
  }

  /** The rules that run from the next start on. */
  void rules(List<Rule> next) {
    rules = next;
  }

  /** Makes the rules others, which raise the same events; they run from now on. */
  void changeRules() {
    rules = rules.equals(Town.rules()) ? Town.moreRules() : Town.rules();
    for (Lane lane : Lane.values()) {
      life.rules(lane).use(rules);
    }
  }

  private void heals() {
    bus.refuse(null);
    databaseBack = 0;
    database.heal();
    receiver.heal();
  }

  /** One step of the story; if it ends the hub, the hub comes back. */
  private void happens(Step step) throws Exception {
    try {
      step.take(this);
    } catch (Crash crash) {
      comesBack(crash);
    }
  }

  private void comesBack(Crash crash) throws Exception {
    busy.clear();
    if (crash.isPowerCut()) {
      bus.cutPower(world.random());
    } else {
      bus.kill();
    }
    try {
      start();
    } catch (Crash again) {
      comesBack(again);
    }
  }

  private void start() throws Exception {
    passes(away);
    away = Duration.ZERO;
    bus.open();
    life = new Life(bus.bus(), world, rules, this::waits);
    begin();
  }

  private void begin() throws Exception {
    busy.add("start");
    life.begin();
    for (Lane lane : Lane.values()) {
      writes(lane); // as the hub waits for the markers before any device can speak
    }
    busy.remove("start");
  }

  /** Something waits for the database: the story goes on meanwhile. */
  private void waits(Duration span) throws InterruptedException {
    passes(span);
    Step next = script.poll();
    if (next != null) {
      try {
        next.take(this);
      } catch (InterruptedException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(next.toString(), e);
      }
    }
  }

  private interface Turn {
    void take() throws Exception;
  }

  /** A stage that waits takes no other turn. */
  private void alone(String stage, Turn turn) throws Exception {
    if (!busy.contains("start") && busy.add(stage)) {
      turn.take();
      busy.remove(stage);
    }
  }

  private boolean isQuiet() {
    for (Lane lane : Lane.values()) {
      if (life.rules(lane).lag() > 0 || life.bus.status(lane).queued() > 0) {
        return false;
      }
    }
    return unsettled() == 0;
  }

  private long unsettled() {
    return jdbc.sql("select count(*) from outbox where delivered_at is null and refused_at is null")
        .query(Long.class)
        .single();
  }

  Path states() {
    return world.states();
  }

  @Override
  public void close() throws IOException {
    bus.close();
  }
}
