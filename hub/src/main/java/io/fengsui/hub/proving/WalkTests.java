package io.fengsui.hub.proving;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.Device.State;
import io.fengsui.hub.device.DeviceHealth;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.device.Hearing;
import io.fengsui.hub.event.Mark;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import io.fengsui.hub.supervision.BlindBook;
import io.fengsui.hub.supervision.BlindReason;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Walk tests: puts the points of a zone in test, sees which alarms come through, and ends by
 * itself. Thread-safe.
 */
@Component
public class WalkTests {

  private static final Logger log = LoggerFactory.getLogger(WalkTests.class);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(8);
  private static final int MOST_POINTS = 2000;
  private static final Set<String> NO_POINTS = Set.of("gateway", Spans.DRILL_POINT);

  private final DeviceRegistry registry;
  private final DeviceHealth health;
  private final Hearing hearing;
  private final WalkTable table;
  private final Spans spans;
  private final BlindBook book;
  private final AuditLog audit;
  private final TransactionTemplate transactions;
  private final ApplicationEventPublisher publisher;
  private final SecureRandom random = new SecureRandom();

  WalkTests(
      DeviceRegistry registry,
      DeviceHealth health,
      Hearing hearing,
      WalkTable table,
      Spans spans,
      BlindBook book,
      AuditLog audit,
      TransactionTemplate transactions,
      ApplicationEventPublisher publisher) {
    this.registry = registry;
    this.health = health;
    this.hearing = hearing;
    this.table = table;
    this.spans = spans;
    this.book = book;
    this.audit = audit;
    this.transactions = transactions;
    this.publisher = publisher;
  }

  /**
   * Puts a zone in test. Gateways and bypassed devices are no points of it.
   *
   * @throws RefusedException if the zone or the time is none, or a point or the person is in a test
   */
  public synchronized WalkTest begin(Zone zone, Duration time, Actor by) {
    if (zone.saysNothing()) {
      throw RefusedException.invalid(
          List.of(new FieldProblem("zone", "请指定网格、街道或楼栋", "say which grid, street or building")));
    }
    if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
      throw RefusedException.invalid(
          List.of(new FieldProblem("forSeconds", "最长 8 小时", "at most 8 hours")));
    }
    List<WalkTest.Point> points =
        registry.all().stream()
            .filter(device -> isPoint(device) && zone.contains(device))
            .map(device -> new WalkTest.Point(device.id().value(), null, null, null))
            .toList();
    checkPoints(points);
    checkFree(points, by);
    Instant now = hearing.latest().truncatedTo(ChronoUnit.MICROS);
    String id = "wt-" + Long.toUnsignedString(random.nextLong() >>> 14, 36);
    var test = new WalkTest(id, zone, by.name(), now, now.plus(time), null, null, points);
    transactions.executeWithoutResult(
        status -> {
          table.insert(test);
          audit.add(
              by,
              "walk-test.begin",
              id,
              Map.of("points", String.valueOf(points.size()), "until", test.until().toString()));
        });
    for (WalkTest.Point point : points) {
      spans.add(point.device(), Mark.TEST, id, now, test.until());
      book.begin(BlindBook.scope(new DeviceId(point.device())), BlindReason.TEST, now);
    }
    log.atInfo().addKeyValue("test", id).addKeyValue("points", points.size()).log("in test");
    publisher.publishEvent(new ProvingChanged(ProvingChanged.Kind.TEST, id, false));
    return test;
  }

  /**
   * Ends a test before its time; does nothing to one that is over.
   *
   * @throws RefusedException if there is no such test
   */
  public WalkTest end(String id, Actor by) {
    WalkTest test = require(id);
    end(test, hearing.latest().truncatedTo(ChronoUnit.MICROS), by);
    return require(id);
  }

  /** Those that last, and the latest of the others; 200 at most, the newest first. */
  public List<WalkSummary> latest() {
    return table.latest();
  }

  /** The one that lasts and that a device is in. */
  public Optional<WalkSummary> of(DeviceId device) {
    return table.openOf(device.value()).stream().findFirst();
  }

  /** Those that last, and those that ended less than a while ago; 200 at most. */
  public List<WalkSummary> recent(Duration ago) {
    return table.since(hearing.latest().minus(ago));
  }

  /**
   * A test with what is known of its points now.
   *
   * @throws RefusedException if there is no such test
   */
  public WalkTest require(String id) {
    return table
        .find(id)
        .orElseThrow(
            () -> new RefusedException(Kind.NOT_FOUND, "没有测试 " + id, "there is no test " + id));
  }

  /** Sees what came through, and ends those whose time is over. */
  void look() {
    Instant now = hearing.latest().truncatedTo(ChronoUnit.MICROS);
    for (WalkTest test : table.open()) {
      if (see(test, now)) {
        publisher.publishEvent(new ProvingChanged(ProvingChanged.Kind.TEST, test.id(), false));
      }
      if (!now.isBefore(test.until())) {
        end(test, test.until(), Actor.HUB);
      }
    }
  }

  /** Whether there was something new to see. */
  private boolean see(WalkTest test, Instant now) {
    Map<String, Instant> heard = new HashMap<>();
    for (WalkTest.Point point : test.points()) {
      if (point.heardAt() == null) {
        registry
            .find(new DeviceId(point.device()))
            .map(device -> health.report(device).lastHeardAt())
            .filter(at -> !at.isBefore(test.since()))
            .ifPresent(at -> heard.put(point.device(), at));
      }
    }
    table.heard(test.id(), heard);
    var by = new Actor(test.person(), "");
    List<String> passed = table.take(test, now.isAfter(test.until()) ? test.until() : now);
    passed.forEach(device -> registry.prove(new DeviceId(device), by));
    return !heard.isEmpty() || !passed.isEmpty();
  }

  private void end(WalkTest test, Instant at, Actor by) {
    see(test, at);
    boolean ended =
        Boolean.TRUE.equals(
            transactions.execute(
                status -> {
                  if (!table.end(test.id(), at, by.name())) {
                    return false;
                  }
                  audit.add(by, "walk-test.end", test.id(), Map.of("at", at.toString()));
                  return true;
                }));
    if (ended) {
      for (WalkTest.Point point : test.points()) {
        spans.end(point.device(), test.id(), at);
        book.end(BlindBook.scope(new DeviceId(point.device())), BlindReason.TEST, at);
      }
      log.atInfo().addKeyValue("test", test.id()).log("no longer in test");
      publisher.publishEvent(new ProvingChanged(ProvingChanged.Kind.TEST, test.id(), true));
    }
  }

  private void checkPoints(List<WalkTest.Point> points) {
    if (points.isEmpty()) {
      throw new RefusedException(
          Kind.INVALID, "该范围内没有可测试的点位", "there is no point to test in this zone");
    }
    if (points.size() > MOST_POINTS) {
      throw new RefusedException(
          Kind.INVALID,
          "该范围有 %d 个点位，一次最多 2000 个，请缩小范围".formatted(points.size()),
          "%d points are in this zone; test at most 2,000 at once".formatted(points.size()));
    }
  }

  private void checkFree(List<WalkTest.Point> points, Actor by) {
    Set<String> wanted = new HashSet<>();
    points.forEach(point -> wanted.add(point.device()));
    for (WalkTest other : table.open()) {
      boolean shared = other.points().stream().anyMatch(point -> wanted.contains(point.device()));
      if (shared || other.person().equals(by.name())) {
        throw new RefusedException(
                Kind.CONFLICT,
                "测试 %s 尚未结束（%s）".formatted(other.id(), other.person()),
                "test %s of %s is not over".formatted(other.id(), other.person()))
            .hint(
                "先结束它：fengsui device test --end " + other.id(),
                "End it first: fengsui device test --end " + other.id());
      }
    }
  }

  private static boolean isPoint(Device device) {
    return device.type().lane() == Lane.LIFE_SAFETY
        && device.state() != State.RETIRED
        && device.state() != State.BYPASSED
        && !NO_POINTS.contains(device.type().key());
  }
}
