package io.fengsui.simulator.bench;

import io.fengsui.simulator.hub.Enrolment;
import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.load.LoadCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Kills a hub again and again under load, then checks that what it acknowledged is on its bus and
 * had its effect exactly once. Also runs as part of the tests.
 */
public final class CrashRounds {
  private static final Duration CATCH_UP = Duration.ofSeconds(60);
  private static final Duration FIRST_ACK = Duration.ofSeconds(20);
  private static final int FIRST_NUMBER = 1;

  private final HubCommand command;
  private final List<String> settings;
  private final Path data;
  private final CrashPlan plan;
  private final Consumer<String> log;
  private final Random random;
  private final CrashBook book = new CrashBook();
  private final int portOffset = Ports.freeOffset();

  /**
   * Makes a test.
   *
   * @param data an empty folder; the hub's data stays in it
   * @param log told what goes on, a sentence each
   */
  public CrashRounds(
      HubCommand command, List<String> settings, Path data, CrashPlan plan, Consumer<String> log) {
    this.command = command;
    this.settings = List.copyOf(settings);
    this.data = data;
    this.plan = plan;
    this.log = log;
    this.random = new Random(plan.seed());
  }

  private record Cast(List<Registered> sensors, List<Registered> detectors) {
    Stream<Registered> detectorsUpTo(int round, int each) {
      return detectors.stream().limit((long) round * each);
    }
  }

  /** Runs all rounds and checks. */
  public CrashVerdict run() throws IOException, InterruptedException {
    var hub = start();
    try {
      var cast = enrol(hub);
      var numbers = numbers();
      for (int round = 1; round <= plan.rounds(); round++) {
        round(hub, round, cast, numbers);
        hub = start();
      }
      return check(hub, cast);
    } finally {
      hub.close();
    }
  }

  private void round(HubProcess hub, int round, Cast cast, List<AtomicInteger> numbers)
      throws IOException, InterruptedException {
    long span = plan.latest().minus(plan.earliest()).toMillis();
    var instant = plan.earliest().plusMillis((long) (random.nextDouble() * span));
    boolean databaseToo = random.nextDouble() < plan.databaseToo();
    var traffic = new CrashTraffic(hub.mqtt(), book);
    for (int i = 0; i < plan.sensors(); i++) {
      traffic.sensor(cast.sensors().get(i), numbers.get(i), new Random(random.nextLong()));
    }
    cast.detectorsUpTo(round, plan.detectors())
        .forEach(
            each ->
                traffic.detector(each, instant.multipliedBy(random.nextInt(105)).dividedBy(100)));
    awaitFirstOfRound();
    Thread.sleep(instant);
    hub.kill(databaseToo);
    traffic.stop();
    log.accept(
        "round %d: killed after %d ms%s; %,d messages acknowledged so far, %d of them alarms"
            .formatted(
                round,
                instant.toMillis(),
                databaseToo ? " together with its database" : "",
                book.size(),
                book.alarms().size()));
  }

  /**
   * On a busy machine connecting takes longer than a round: the instant counts from the first ack.
   */
  private void awaitFirstOfRound() throws InterruptedException {
    long before = book.size();
    long end = System.nanoTime() + FIRST_ACK.toNanos();
    while (book.size() == before && System.nanoTime() < end) {
      Thread.sleep(5);
    }
  }

  private CrashVerdict check(HubProcess hub, Cast cast) throws IOException, InterruptedException {
    var traffic = new CrashTraffic(hub.mqtt(), book);
    cast.detectors().forEach(each -> traffic.detector(each, Duration.ZERO));
    traffic.await();
    log.accept(
        "rules have caught up after %.1f s".formatted(Lag.COMMITS.awaitNone(hub.api(), CATCH_UP)));
    var findings = new Findings();
    new EventCheck(book).against(hub.database(), findings);
    var dump = BusDump.of(hub);
    hub.close();
    dump.check(data.resolve("bus"), book, findings);
    return findings.verdict(book);
  }

  private HubProcess start() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    var hub = HubProcess.start(command, data, portOffset, settings);
    log.accept("ready after %.1f s".formatted((System.nanoTime() - begin) / 1e9));
    return hub;
  }

  private Cast enrol(HubProcess hub) throws IOException, InterruptedException {
    var detectors = LatencyBench.detectors(plan.rounds() * plan.detectors());
    return new Cast(
        Enrolment.of(hub.api(), LoadCommand.sensors(plan.sensors())),
        Enrolment.of(hub.api(), detectors));
  }

  private List<AtomicInteger> numbers() {
    return Stream.generate(() -> new AtomicInteger(FIRST_NUMBER)).limit(plan.sensors()).toList();
  }
}
