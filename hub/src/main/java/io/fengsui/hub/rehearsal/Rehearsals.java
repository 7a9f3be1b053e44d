package io.fengsui.hub.rehearsal;

import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import io.fengsui.hub.rules.CandidateRules;
import io.fengsui.hub.rules.LaneReplay;
import io.fengsui.hub.rules.RulesStage;
import io.fengsui.hub.store.History;
import io.fengsui.hub.store.Span;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets people rehearse rules, one at a time. Thread-safe. */
@Component
public final class Rehearsals {

  private static final Duration LONGEST = Duration.ofDays(366);

  private final Bus bus;
  private final History history;
  private final RulesStage stage;
  private final CandidateRules candidates;
  private final DeviceRegistry devices;
  private final LatePolicy late;
  private final RehearsalSettings settings;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

  /** Who rehearses, and since when. */
  private record Running(String by, Instant since) {}

  Rehearsals(
      Bus bus,
      History history,
      RulesStage stage,
      CandidateRules candidates,
      DeviceRegistry devices,
      LatePolicy late,
      RehearsalSettings settings,
      InstantSource clock) {
    this.bus = bus;
    this.history = history;
    this.stage = stage;
    this.candidates = candidates;
    this.devices = devices;
    this.late = late;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Checks what is wanted and takes the only place.
   *
   * @throws RefusedException if the time makes no sense, or somebody else rehearses
   * @throws io.fengsui.hub.rules.RulesRefusedException if the files have mistakes
   */
  public Rehearsal begin(Order order) {
    Span counted = span(order);
    CandidateRules.Candidate candidate = candidates.with(order.files());
    Trial trial = Trial.of(stage.rules(), candidate.rules(), candidate.ids(), order.only());
    var me = new Running(order.by(), clock.instant());
    Running other = running.compareAndExchange(null, me);
    if (other != null) {
      throw new RefusedException(
              Kind.CONFLICT,
              other.by() + " 正在演练规则，一次只能进行一个",
              other.by() + " is rehearsing rules, and only one can be at a time")
          .hint("请稍后再试", "try again in a few minutes");
    }
    return new Rehearsal(
        listener -> run(trial, counted, listener), () -> running.compareAndSet(me, null));
  }

  private Outcome run(Trial trial, Span counted, Listener listener)
      throws IOException, InterruptedException {
    var course = new Course(settings, this::backlog, System::nanoTime, listener);
    return new Play(
            bus,
            history.store(),
            devices.all(),
            late,
            (rule, subject) -> LaneReplay.name(devices, rule, subject))
        .run(trial, counted, settings.examples(), course);
  }

  private long backlog() {
    return stage.progress().stream().mapToLong(RulesStage.LaneProgress::lag).sum();
  }

  private Span span(Order order) {
    Instant now =
        Arrays.stream(Lane.values()).map(bus::now).max(Comparator.naturalOrder()).orElseThrow();
    Instant to = order.to() == null || order.to().isAfter(now) ? now : order.to();
    Instant from =
        order.from() == null ? to.minus(Duration.ofDays(Order.USUAL_DAYS)) : order.from();
    if (!from.isBefore(to)) {
      throw RefusedException.invalid(
          List.of(
              new FieldProblem(
                  "from", "from 应早于 to，且不晚于现在", "from must be before to, and not after now")));
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw RefusedException.invalid(
          List.of(new FieldProblem("from", "最多演练 366 天", "at most 366 days can be rehearsed")));
    }
    return new Span(from, to);
  }
}
