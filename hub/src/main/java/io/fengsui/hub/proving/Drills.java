package io.fengsui.hub.proving;

import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.Hearing;
import io.fengsui.hub.dispatch.desk.Officer;
import io.fengsui.hub.dispatch.desk.Task;
import io.fengsui.hub.dispatch.desk.TaskDesk;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Raises a test alarm at a street's drill point and follows it over bus, rules and event to the
 * desk, where it takes the task and closes it as a drill. What does not come through is an alarm.
 * Thread-safe; {@link #run} waits until it is over.
 */
@Component
public class Drills {

  private static final Duration PACE = Duration.ofMillis(50);
  private static final String FIRE = "fire";

  private final DrillPoints points;
  private final DrillTable table;
  private final DrillAlarm alarm;
  private final Bus bus;
  private final TaskDesk desk;
  private final Hearing hearing;
  private final ProvingSettings settings;
  private final boolean hasDesk;
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final SecureRandom random = new SecureRandom();

  Drills(
      DrillPoints points,
      DrillTable table,
      DrillAlarm alarm,
      Bus bus,
      TaskDesk desk,
      Hearing hearing,
      ProvingSettings settings,
      Environment environment) {
    this.points = points;
    this.table = table;
    this.alarm = alarm;
    this.bus = bus;
    this.desk = desk;
    this.hearing = hearing;
    this.settings = settings;
    this.hasDesk = environment.getProperty("fengsui.dispatch.desk.enabled", Boolean.class, true);
  }

  /** Streets that drills are run in. */
  public List<String> streets() {
    return points.streets();
  }

  /** The latest 200, the newest first. */
  public List<Drill> all() {
    return table.all();
  }

  /** The latest of each street. */
  public List<Drill> latest() {
    return table.latest();
  }

  /**
   * Runs a drill and waits until it came through or did not.
   *
   * @throws RefusedException if there is no such street, or its last drill is still up
   */
  public Drill run(String street) throws InterruptedException {
    Device point =
        points
            .of(street)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Kind.NOT_FOUND,
                        "街道“%s”没有生命安全设备".formatted(street),
                        "there is no life-safety device in a street %s".formatted(street)));
    if (table.isUp(point.id().value()) || !running.add(street)) {
      throw new RefusedException(
          Kind.CONFLICT,
          "街道“%s”的上一次演练还没有结束，请一分钟后再试".formatted(street),
          "the last drill of %s is still up; try again in a minute".formatted(street));
    }
    try {
      return run(street, point);
    } finally {
      running.remove(street);
    }
  }

  private Drill run(String street, Device point) throws InterruptedException {
    Instant began = hearing.now(Lane.LIFE_SAFETY).truncatedTo(ChronoUnit.MICROS);
    String id = "dr-" + Long.toUnsignedString(random.nextLong() >>> 14, 36);
    var drill = new Drill(id, street, point.id().value(), began, null, null, null, null, null);
    table.begin(drill);
    Drill over;
    try {
      over = follow(drill, point);
    } finally {
      bus.append(Lane.LIFE_SAFETY, point.link(), says(point, false));
    }
    table.end(over, hearing.now(Lane.LIFE_SAFETY));
    alarm.tell(over, point, hearing.now(Lane.LIFE_SAFETY));
    return over;
  }

  private Drill follow(Drill drill, Device point) throws InterruptedException {
    long end = System.nanoTime() + settings.drillPatience().toNanos();
    String stopped = append(point);
    if (stopped != null) {
      return over(drill, null, stopped);
    }
    Optional<DrillTable.Trace> trace = Optional.empty();
    while (System.nanoTime() < end) {
      trace = table.trace(drill.device(), drill.beganAt());
      if (trace.isPresent() && (!hasDesk || trace.get().task() != null)) {
        trace.map(DrillTable.Trace::task).ifPresent(this::close);
        return over(drill, trace.get(), null);
      }
      Thread.sleep(PACE);
    }
    return over(drill, trace.orElse(null), trace.isEmpty() ? "no-event" : "no-task");
  }

  /** Null if it is on disk; where it stopped if not. */
  private @Nullable String append(Device point) throws InterruptedException {
    try {
      bus.append(Lane.LIFE_SAFETY, point.link(), says(point, true))
          .toCompletableFuture()
          .get(settings.drillPatience().toMillis(), TimeUnit.MILLISECONDS);
      return null;
    } catch (ExecutionException | TimeoutException e) {
      return "not-on-bus";
    }
  }

  private void close(long task) {
    var hub = new Officer(Actor.HUB, true);
    desk.accept(task, hub);
    desk.arrive(task, hub);
    desk.close(task, hub, Task.Outcome.DRILL, "定期演练 / scheduled drill");
  }

  private static Drill over(
      Drill drill, DrillTable.@Nullable Trace trace, @Nullable String reason) {
    return new Drill(
        drill.id(),
        drill.street(),
        drill.device(),
        drill.beganAt(),
        trace == null ? null : trace.eventAt(),
        trace == null ? null : trace.taskAt(),
        null,
        reason == null,
        reason);
  }

  private static Telemetry says(Device point, boolean fire) {
    return new Telemetry(point.id(), null, Map.of(FIRE, new Value.Flag(fire)));
  }
}
