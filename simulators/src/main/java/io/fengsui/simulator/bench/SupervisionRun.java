package io.fengsui.simulator.bench;

import io.fengsui.simulator.hub.Enrolment;
import io.fengsui.simulator.hub.NewDevice;
import io.fengsui.simulator.target.Figures;
import io.fengsui.simulator.target.HubOptions;
import io.fengsui.simulator.target.HubProcess;
import io.fengsui.simulator.target.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One run of {@code bench supervision}. Used by one thread. */
final class SupervisionRun implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration PROGRESS = Duration.ofSeconds(10);
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration MARGIN = Duration.ofSeconds(5);
  private static final int CONNECTS_PER_SECOND = 500;
  private static final String SILENCE = "silence";

  private final Plan plan;
  private final HubOptions options;
  private final Path data;
  private final Figures figures;
  private final int ports = Ports.freeOffset();
  private final Map<PointClass, List<FallingPoint>> points = new LinkedHashMap<>();
  private final Deque<Fall> falls = new ArrayDeque<>();
  private volatile HubProcess hub;
  private @Nullable LivePage page;
  private @Nullable Long killed;

  /**
   * What is to happen.
   *
   * @param devices of each class that fall silent
   * @param controls of each class that do not
   */
  record Plan(
      List<PointClass> classes,
      int devices,
      int controls,
      Duration spread,
      long seed,
      boolean restart) {
    Duration longest() {
      return classes.stream().map(PointClass::limit).max(Duration::compareTo).orElseThrow();
    }
  }

  /** A device falls silent, so long after all were heard. */
  private record Fall(FallingPoint point, Duration at) {}

  private SupervisionRun(Plan plan, HubOptions options, Path data, Figures figures)
      throws IOException, InterruptedException {
    this.plan = plan;
    this.options = options;
    this.data = data;
    this.figures = figures;
    this.hub = start();
  }

  /** Starts the hub, and lets all devices be heard. */
  static SupervisionRun begin(Plan plan, HubOptions options, Path data, Figures figures)
      throws IOException, InterruptedException {
    var run = new SupervisionRun(plan, options, data, figures);
    try {
      run.page = LivePage.open(() -> run.hub.api());
      run.connect();
      return run;
    } catch (IOException | InterruptedException | RuntimeException e) {
      run.close();
      throw e;
    }
  }

  /** Lets one after the other fall silent, and waits until each must have been told. */
  void letFall() throws IOException, InterruptedException {
    Duration longest = plan.longest();
    Duration end = plan.spread().plus(longest).plus(MARGIN);
    Duration middle = plan.spread().dividedBy(2);
    Duration spoken = Duration.ZERO;
    int fallen = 0;
    long begin = System.nanoTime();
    for (Duration now = Duration.ZERO;
        now.compareTo(end) < 0;
        now = Duration.ofNanos(System.nanoTime() - begin)) {
      for (; !falls.isEmpty() && falls.element().at().compareTo(now) <= 0; fallen++) {
        falls.remove().point().fall();
      }
      if (plan.restart() && killed == null && now.compareTo(middle) >= 0) {
        end = end.plus(restart());
      }
      if (now.compareTo(spoken.plus(PROGRESS)) >= 0) {
        spoken = now;
        figures.say(
            "%4d of %d s: %,d fell silent, %,d events told"
                .formatted(now.toSeconds(), end.toSeconds(), fallen, page().events()));
      }
      Thread.sleep(TICK);
    }
  }

  /**
   * Prints what came of it.
   *
   * @return whether all was told in time and nothing without cause
   */
  boolean tell() throws IOException, InterruptedException {
    var told = page().told(SILENCE);
    var ofHub = hub.api().get("/api/supervision").path("classes");
    var restart = restarted();
    boolean holds = true;
    for (var each : points.entrySet()) {
      PointClass of = each.getKey();
      var subjects =
          each.getValue().stream()
              .map(
                  point ->
                      new ReportingTime.Subject(point.id(), point.fallen(), point.acknowledged()))
              .toList();
      var time = ReportingTime.of(subjects, told, of.limit(), restart);
      holds &= time.holds();
      tell(of, time);
      for (var figure : ofHub) {
        if (figure.path("supervision").asString().equals(of.key())) {
          holds &= figure.path("over").asLong() == 0;
          for (String part : List.of("p50", "p99", "max")) {
            figures.figure(of.key() + "-hub-" + part, figure.path(part).asDouble() / 1e3, "s");
          }
          figures.figure(of.key() + "-hub-count", figure.path("count").asDouble(), "devices");
        }
      }
    }
    return holds;
  }

  private void tell(PointClass of, ReportingTime time) {
    figures.say(
        "%s: %,d lost devices told; %d too late, %d never, %d others told without cause"
            .formatted(of.key(), time.count(), time.over(), time.missing(), time.falseAlarms()));
    figures.figure(of.key() + "-limit", (double) of.limit().toSeconds(), "s");
    figures.figure(of.key() + "-told", (double) time.count(), "devices");
    tell(of.key(), time.micros());
    tell(of.key() + "-restart", time.afterRestart());
    figures.figure(of.key() + "-over", time.over(), "devices");
    figures.figure(of.key() + "-missing", time.missing(), "devices");
    figures.figure(of.key() + "-false", time.falseAlarms(), "devices");
  }

  private void tell(String name, Histogram micros) {
    if (micros.getTotalCount() == 0) {
      return;
    }
    figures.figure(name + "-p50", ReportingTime.seconds(micros, 50), "s");
    figures.figure(name + "-p99", ReportingTime.seconds(micros, 99), "s");
    figures.figure(name + "-max", ReportingTime.seconds(micros, 100), "s");
  }

  @Override
  public void close() {
    if (page != null) {
      page.close();
    }
    points.values().forEach(some -> some.forEach(FallingPoint::close));
    hub.close();
  }

  private HubProcess start() throws IOException, InterruptedException {
    var settings = new ArrayList<>(Chorus.SETTINGS);
    settings.addAll(options.settings());
    return HubProcess.start(options.command(), data, ports, settings);
  }

  /** Says how long it took. */
  private Duration restart() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    killed = begin;
    hub.kill(false);
    hub = start();
    var took = Duration.ofNanos(System.nanoTime() - begin);
    figures.say("killed, and ready again after %.1f s".formatted(took.toMillis() / 1e3));
    return took;
  }

  /** It could hear again when it acknowledged the first report after it was killed. */
  private ReportingTime.@Nullable Restart restarted() {
    Long then = killed;
    return then == null
        ? null
        : points.values().stream()
            .flatMap(List::stream)
            .map(FallingPoint::joined)
            .filter(joined -> joined - then > 0)
            .min(Long::compare)
            .map(joined -> new ReportingTime.Restart(then, joined))
            .orElse(null);
  }

  private void connect() throws IOException, InterruptedException {
    var random = new Random(plan.seed());
    var drawn = new ArrayList<Fall>();
    for (PointClass of : plan.classes()) {
      var some = new ArrayList<FallingPoint>();
      for (var device : Enrolment.of(hub.api(), detectors(of, plan.devices() + plan.controls()))) {
        var point = new FallingPoint(device, hub.mqtt(), of.limit(), random.nextBoolean());
        some.add(point);
        if (some.size() <= plan.devices()) {
          long at = random.nextLong(plan.spread().toNanos() + 1);
          drawn.add(new Fall(point, Duration.ofNanos(at)));
        }
        Thread.sleep(Duration.ofSeconds(1).dividedBy(CONNECTS_PER_SECOND));
      }
      points.put(of, some);
    }
    drawn.sort(Comparator.comparing(Fall::at));
    falls.addAll(drawn);
    awaitHeard();
    figures.say(
        "all are heard; %,d will fall silent in %d s"
            .formatted(falls.size(), plan.spread().toSeconds()));
  }

  private void awaitHeard() throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (points.values().stream()
        .anyMatch(some -> !some.stream().allMatch(FallingPoint::heard))) {
      if (System.nanoTime() > end) {
        throw new IOException("not all devices were heard within " + START);
      }
      Thread.sleep(TICK);
    }
  }

  private LivePage page() {
    if (page == null) {
      throw new IllegalStateException("the run has not begun");
    }
    return page;
  }

  private static List<NewDevice> detectors(PointClass of, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            n ->
                new NewDevice(
                    "smoke-detector",
                    "监测等级 " + of.key() + " 烟感 " + n,
                    "440111010001001",
                    of.key(),
                    23.17,
                    113.22,
                    Map.of()))
        .toList();
  }
}
