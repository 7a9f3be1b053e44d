package io.fengsui.hub.proving.drill;

import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.event.DatabasePatience;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import io.fengsui.hub.proving.ProvingChanged;
import io.fengsui.hub.proving.drill.Drill.Halt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Runs drills, those of all streets together, one round at a time. Thread-safe; owns no thread. */
@Component
public final class Drills {
  private static final Logger log = LoggerFactory.getLogger(Drills.class);
  private static final Duration LOOK = Duration.ofMillis(20);

  /** So long after its start the hub has caught up with what waited for it. */
  private static final Duration WARM_UP = Duration.ofMinutes(2);

  /** A drill that did not begin so long after it was due is missed. */
  private static final Duration MISSED = Duration.ofMinutes(5);

  private final DrillSettings settings;
  private final DrillPoints points;
  private final DrillTable table;
  private final Signaller signaller;
  private final Closing closing;
  private final DrillAlarms alarms;
  private final DrillMeters meters;
  private final DatabasePatience patience;
  private final ApplicationEventPublisher publisher;
  private final Clock clock;
  private volatile Instant ready = Instant.MAX;
  private final ReentrantLock round = new ReentrantLock();

  Drills(
      DrillSettings settings,
      DrillPoints points,
      DrillTable table,
      Signaller signaller,
      Closing closing,
      DrillAlarms alarms,
      DrillMeters meters,
      DatabasePatience patience,
      ApplicationEventPublisher publisher,
      Clock clock) {
    this.settings = settings;
    this.points = points;
    this.table = table;
    this.signaller = signaller;
    this.closing = closing;
    this.alarms = alarms;
    this.meters = meters;
    this.patience = patience;
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * A street and how its drills went.
   *
   * @param passedAt when one passed last
   * @param missed whether the one that was due last has not begun
   */
  public record Street(
      String name, @Nullable Instant passedAt, @Nullable Drill last, boolean missed) {}

  /** The streets that have devices. */
  public List<Street> streets() {
    Map<String, Drill> latest = table.latest();
    Map<String, Instant> passed = table.passed();
    Map<String, Instant> streets = points.streets();
    Instant now = clock.instant();
    List<String> missed =
        settings
            .lastDue(now)
            .filter(due -> now.isAfter(due.plus(MISSED)))
            .map(due -> wanting(due, streets, table.latestWhole()))
            .orElse(List.of());
    return streets.keySet().stream()
        .map(
            street ->
                new Street(street, passed.get(street), latest.get(street), missed.contains(street)))
        .toList();
  }

  /** When drills are due next; empty if they are off. */
  public Optional<Instant> nextDue() {
    return settings.nextDue(clock.instant());
  }

  /**
   * Runs drills now; returns when they ended.
   *
   * @param wanted streets; empty for all
   * @throws RefusedException if there is no such street, or others are under way
   */
  public List<Drill> run(Collection<String> wanted, Actor by) throws InterruptedException {
    Collection<String> streets = points.streets().keySet();
    List<FieldProblem> unknown =
        wanted.stream()
            .filter(street -> !streets.contains(street))
            .map(
                street ->
                    new FieldProblem(
                        "streets",
                        "没有设备在街道“" + street + "”",
                        "no device is in a street \"" + street + "\""))
            .toList();
    if (!unknown.isEmpty()) {
      throw RefusedException.invalid(unknown);
    }
    if (streets.isEmpty()) {
      throw new RefusedException(Kind.CONFLICT, "还没有设备", "there are no devices yet");
    }
    if (!round.tryLock()) {
      throw new RefusedException(Kind.CONFLICT, "演练正在进行", "a drill is under way");
    }
    try {
      return run(wanted.isEmpty() ? streets : wanted, by, null);
    } finally {
      round.unlock();
    }
  }

  /** After a start: ends what the hub did not get to end. */
  void begin() throws InterruptedException {
    Instant now = now();
    for (Drill drill : table.open()) {
      closing.end(stopped(drill, now), Actor.HUB, now);
    }
    points.tidy(settings.nextDue(now).isPresent());
    table.passed().forEach(meters::passed);
    alarms.keep(points.streets().keySet(), now);
    ready = now.plus(WARM_UP);
  }

  /** Runs what is due; what was due while the hub was down, too, and once. */
  void look() throws InterruptedException {
    Instant now = now();
    Optional<Instant> due = settings.lastDue(now);
    if (due.isEmpty() || now.isBefore(ready) || !round.tryLock()) {
      return;
    }
    try {
      List<String> streets = wanting(due.get(), points.streets(), table.latestWhole());
      if (!streets.isEmpty()) {
        run(streets, due.get());
      }
    } finally {
      round.unlock();
    }
  }

  /**
   * The streets in which a drill that was due has not begun.
   *
   * @param streets with the time since when they have devices; a drill before that was none of
   *     theirs
   * @param latest the latest drill of each that the end of the hub did not cut short
   */
  static List<String> wanting(
      Instant due, Map<String, Instant> streets, Map<String, Drill> latest) {
    return streets.entrySet().stream()
        .filter(street -> street.getValue().isBefore(due))
        .map(Map.Entry::getKey)
        .filter(street -> !latest.containsKey(street) || latest.get(street).beganAt().isBefore(due))
        .sorted()
        .toList();
  }

  private void run(List<String> streets, Instant due) throws InterruptedException {
    try {
      run(streets, Actor.HUB, due);
    } catch (DataAccessException | TransactionException e) {
      throw e; // nothing can be told while the database is away
    } catch (RuntimeException e) {
      if (now().isAfter(due.plus(MISSED))) {
        for (String street : streets) {
          alarms.missed(street, grid(street), String.valueOf(e.getMessage()), due, now());
        }
      }
      throw e;
    }
  }

  private List<Drill> run(Collection<String> streets, Actor by, @Nullable Instant due)
      throws InterruptedException {
    List<Course> under = new ArrayList<>();
    RuntimeException trouble = null;
    for (String street : streets) {
      try {
        under.add(begin(street, by, due));
      } catch (RuntimeException e) {
        trouble = e; // the other streets have theirs all the same
      }
    }
    List<Drill> ended = new ArrayList<>();
    while (!under.isEmpty()) {
      for (Course course : List.copyOf(under)) {
        course.step(now());
        if (course.isDone()) {
          under.remove(course);
          ended.add(end(course, by));
        }
      }
      if (!under.isEmpty()) {
        Thread.sleep(LOOK);
      }
    }
    if (trouble != null) {
      throw trouble;
    }
    return ended;
  }

  private Course begin(String street, Actor by, @Nullable Instant due) {
    String device = points.of(street).value();
    Instant now = now();
    table.open(device).ifPresent(trace -> closing.close(trace, now));
    String id = "dr-" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    var drill =
        new Drill(
            id, street, device, by.name(), due, now, null, null, null, null, null, null, null);
    table.insert(drill);
    publisher.publishEvent(new ProvingChanged(ProvingChanged.Kind.DRILL, id, false));
    return new Course(table, signaller, closing, drill, settings.limit());
  }

  private Drill end(Course course, Actor by) throws InterruptedException {
    Drill drill = course.ended(now());
    patience.insist(
        () -> {
          closing.end(drill, by, now());
          return drill;
        });
    alarms.ended(drill, grid(drill.street()), now());
    if (drill.hasPassed()) {
      points.prove(drill.device());
      meters.passed(drill.street(), now());
    } else {
      log.atWarn()
          .addKeyValue("street", drill.street())
          .addKeyValue("at", drill.reason())
          .log("a drill did not come through to the desk");
    }
    publisher.publishEvent(new ProvingChanged(ProvingChanged.Kind.DRILL, drill.id(), true));
    return drill;
  }

  private String grid(String street) {
    return points.find(street).map(Device::place).map(place -> place.grid()).orElse("");
  }

  private static Drill stopped(Drill drill, Instant now) {
    return new Drill(
        drill.id(),
        drill.street(),
        drill.device(),
        drill.person(),
        drill.dueAt(),
        drill.beganAt(),
        drill.storedAt(),
        drill.eventAt(),
        drill.taskAt(),
        now,
        false,
        Halt.STOPPED.key(),
        drill.event());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
