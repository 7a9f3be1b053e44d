package io.fengsui.hub.proving;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.Device.State;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.device.Hearing;
import io.fengsui.hub.event.Mark;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import io.fengsui.hub.supervision.BlindBook;
import io.fengsui.hub.supervision.BlindReason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Takes devices out of supervision, for a reason and a while, and back. Their alarms are recorded
 * and put aside meanwhile. Thread-safe.
 */
@Component
public class Bypasses {

  private static final int LONGEST_WHY = 200;
  private static final Duration LONGEST = Duration.ofDays(366);

  private final DeviceRegistry registry;
  private final BypassTable table;
  private final Spans spans;
  private final BlindBook book;
  private final AuditLog audit;
  private final Hearing hearing;
  private final ApplicationEventPublisher publisher;

  Bypasses(
      DeviceRegistry registry,
      BypassTable table,
      Spans spans,
      BlindBook book,
      AuditLog audit,
      Hearing hearing,
      ApplicationEventPublisher publisher) {
    this.registry = registry;
    this.table = table;
    this.spans = spans;
    this.book = book;
    this.audit = audit;
    this.hearing = hearing;
    this.publisher = publisher;
  }

  /**
   * Takes a device out of supervision; one that is bypassed already gets another reason and end.
   *
   * @throws RefusedException if there is no such device, it is retired, or reason or end are none
   */
  public Bypass begin(DeviceId id, String why, Instant until, Actor by) {
    String reason = why.strip();
    Instant now = now();
    check(reason, until, now);
    var made = new ArrayList<Bypass>(1);
    registry.move(
        id,
        State.BYPASSED,
        device -> {
          State before = device.state();
          Optional<Bypass> earlier = table.open(id);
          if (earlier.isPresent()) {
            before = earlier.get().before();
            table.end(earlier.get().id(), now, by.name());
            spans.end(id.value(), name(earlier.get()), now);
          }
          Bypass bypass = table.insert(id, reason, by.name(), now, micros(until), before);
          audit.add(
              by,
              "device.bypass",
              id.value(),
              Map.of("why", reason, "until", micros(until).toString()));
          made.add(bypass);
        });
    Bypass bypass = made.getFirst();
    spans.add(id.value(), Mark.BYPASSED, name(bypass), now, Instant.MAX);
    book.begin(BlindBook.scope(id), BlindReason.BYPASSED, now);
    publisher.publishEvent(new ProvingChanged(ProvingChanged.Kind.BYPASS, bypass.device(), false));
    return bypass;
  }

  /**
   * Takes a device back into supervision.
   *
   * @throws RefusedException if there is no such device, or it is not bypassed
   */
  public Device end(DeviceId id, Actor by) {
    registry.require(id);
    Bypass bypass =
        table
            .open(id)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Kind.CONFLICT, "设备 " + id + " 没有旁路", id + " is not bypassed"));
    Instant now = now();
    Device device =
        registry.move(
            id,
            bypass.before() == State.BYPASSED ? State.REGISTERED : bypass.before(),
            before -> {
              table.end(bypass.id(), now, by.name());
              audit.add(by, "device.unbypass", id.value(), Map.of("why", bypass.why()));
            });
    over(bypass, now);
    return device;
  }

  /** What a bypass meant is over: the device was retired. */
  void forget(Bypass bypass) {
    Instant now = now();
    table.end(bypass.id(), now, Actor.HUB.name());
    over(bypass, now);
  }

  /** Those that last, what ends first at the top. */
  public List<Bypass> open() {
    return table.open();
  }

  /** The latest 1,000, those that are over too. */
  public List<Bypass> all() {
    return table.all();
  }

  /** The one that a device is under. */
  public Optional<Bypass> of(DeviceId id) {
    return table.open(id);
  }

  /** The time that bypasses go by. */
  public Instant now() {
    return micros(hearing.latest());
  }

  private void over(Bypass bypass, Instant now) {
    spans.end(bypass.device(), name(bypass), now);
    book.end(BlindBook.scope(new DeviceId(bypass.device())), BlindReason.BYPASSED, now);
    publisher.publishEvent(new ProvingChanged(ProvingChanged.Kind.BYPASS, bypass.device(), true));
  }

  private static String name(Bypass bypass) {
    return "bypass-" + bypass.id();
  }

  private static void check(String why, Instant until, Instant now) {
    List<FieldProblem> problems = new ArrayList<>();
    if (why.isEmpty() || why.length() > LONGEST_WHY) {
      problems.add(
          new FieldProblem("why", "请填写原因，最长 200 个字符", "say why, in at most 200 characters"));
    }
    if (!until.isAfter(now)) {
      problems.add(new FieldProblem("until", "须晚于现在", "must be later than now"));
    } else if (until.isAfter(now.plus(LONGEST))) {
      problems.add(new FieldProblem("until", "最长一年", "may be a year away at most"));
    }
    if (!problems.isEmpty()) {
      throw RefusedException.invalid(problems);
    }
  }

  private static Instant micros(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }
}
