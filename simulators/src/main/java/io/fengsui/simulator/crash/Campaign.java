package io.fengsui.simulator.crash;

import io.fengsui.simulator.crash.Actor.Role;
import io.fengsui.simulator.crash.Actor.Way;
import io.fengsui.simulator.target.HubCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Lets a hub under load meet faults round after round, then checks that what was acknowledged is on
 * its bus and had its effect exactly once. Also runs as part of the tests.
 */
public final class Campaign {
  private static final Duration LAST_CHANGES = Duration.ofSeconds(60);
  private static final Duration TOLD = Duration.ofMillis(50);
  private static final int DIFFERENCES = 20;

  private final HubCommand command;
  private final List<String> settings;
  private final Path folder;
  private final CampaignPlan plan;
  private final boolean history;
  private final Consumer<String> log;
  private final CrashBook book = new CrashBook();
  private final Findings findings = new Findings(book);
  private long calmMessages;
  private long calmMillis;

  /**
   * Makes a campaign.
   *
   * @param folder an empty folder; the hub's data stays in it
   * @param history whether the history is compared as well
   * @param log told what goes on, a line each
   */
  public Campaign(
      HubCommand command,
      List<String> settings,
      Path folder,
      CampaignPlan plan,
      boolean history,
      Consumer<String> log) {
    this.command = command;
    this.settings = List.copyOf(settings);
    this.folder = folder;
    this.plan = plan;
    this.history = history;
    this.log = log;
  }

  /**
   * Runs all rounds and checks.
   *
   * @throws IOException if the hub does not come back from a fault; says its last lines
   */
  public CrashVerdict run() throws IOException, InterruptedException {
    try (var ground = Ground.prepare(folder, plan, book);
        var hub = hub(ground)) {
      var rounds = plan.draw();
      hub.start(Round.nextEndIsPowerLoss(rounds, 0));
      var cast = Cast.enrol(hub.running().api(), plan);
      try (var crowd = new Crowd(book, way -> route(way, hub, ground));
          var injection = new Injection(hub, ground, log)) {
        return run(rounds, cast, new Scene(hub, ground, crowd, injection));
      }
    }
  }

  private record Scene(HubUnderFire hub, Ground ground, Crowd crowd, Injection injection) {}

  private HubUnderFire hub(Ground ground) {
    var all = new ArrayList<>(settings);
    all.addAll(ground.settings());
    return new HubUnderFire(
        command, all, ground.launch(), ground.data(), ground.trace(), ground.portOffset());
  }

  private static Route route(Way way, HubUnderFire hub, Ground ground) {
    return switch (way) {
      case DIRECT -> Route.to(hub.mqtt());
      case CABLE -> ground.cable().orElseThrow();
      case BROKER -> Route.to(ground.broker().orElseThrow().address());
    };
  }

  private CrashVerdict run(List<Round> rounds, Cast cast, Scene scene)
      throws IOException, InterruptedException {
    scene.ground().broker().ifPresent(broker -> cast.over(Way.BROKER).forEach(broker::serves));
    cast.steady().forEach(scene.crowd()::join);
    for (var round : rounds) {
      book.begin(round.number());
      var random = new Random(plan.seed() + round.number());
      cast.freshOf(round.number(), plan.fresh())
          .forEach(each -> scene.crowd().joinOnce(each, Duration.ofMillis(random.nextInt(4000))));
      play(round, Round.nextEndIsPowerLoss(rounds, round.number()), scene);
    }
    finish(cast, scene);
    return verdict(cast, scene);
  }

  private void play(Round round, boolean observedNext, Scene scene)
      throws IOException, InterruptedException {
    var hub = scene.hub();
    var recovery = new Recovery(scene.crowd(), scene.ground().broker());
    recovery.await(hub);
    long before = book.size();
    Thread.sleep(round.calm());
    calmMessages += book.size() - before;
    calmMillis += round.calm().toMillis();
    boolean ends = scene.injection().play(round);
    var back = new Recovery(scene.crowd(), scene.ground().broker());
    if (ends) {
      hub.start(observedNext);
    }
    double seconds = back.await(hub);
    log.accept(
        "round %d: after %.1f s %s; all devices are heard again after %.1f s; %,d messages acknowledged"
            .formatted(
                round.number(), round.calm().toMillis() / 1e3, round.text(), seconds, book.size()));
  }

  /** Every detector gets its last change acknowledged; then the database is looked at. */
  private void finish(Cast cast, Scene scene) throws IOException, InterruptedException {
    scene.crowd().calmDown();
    Predicate<Actor> done =
        each -> {
          int last = scene.crowd().sent(each.id());
          return last > 0 && book.page(each.id()).has(last);
        };
    var detectors = cast.all().filter(each -> each.role() == Role.DETECTOR).toList();
    long end = System.nanoTime() + LAST_CHANGES.toNanos();
    while (!detectors.stream().allMatch(done) && System.nanoTime() < end) {
      Thread.sleep(TOLD);
    }
    new EventCheck(owed(detectors), sent(cast, scene.crowd()), findings)
        .against(scene.hub().running().database());
  }

  /** The traffic ends; history and bus are compared with the book. */
  private CrashVerdict verdict(Cast cast, Scene scene) throws IOException, InterruptedException {
    var hub = scene.hub().running();
    var dump = BusDump.of(hub);
    scene.crowd().close();
    var owed = owed(cast.all().toList());
    scene
        .ground()
        .broker()
        .ifPresent(
            broker ->
                broker
                    .takenByHub()
                    .pages()
                    .forEach((id, page) -> owed.getOrDefault(id, new BitSet()).or(page.owed())));
    var sent = sent(cast, scene.crowd());
    var actors = cast.all().collect(Collectors.toMap(Actor::id, each -> each));
    var kept = new Contents("in the history", actors, findings);
    if (history && HistoryCheck.isKept(hub.api())) {
      HistoryCheck.read(hub.api(), kept::note);
      kept.compare(owed, sent);
    } else {
      log.accept("the history is not compared");
    }
    long deleted = BusDump.deleted(hub.api());
    scene.hub().stop();
    var contents = new Contents("on the bus", actors, findings);
    dump.read(scene.ground().data().resolve("bus"), contents::note);
    if (deleted > 0) {
      log.accept(
          "the bus has deleted its first %,d records of telemetry: those must be in the history"
              .formatted(deleted));
      cast.all()
          .filter(each -> each.role() == Role.SENSOR)
          .map(Actor::id)
          .forEach(id -> owed.getOrDefault(id, new BitSet()).andNot(kept.of(id)));
    }
    contents.compare(owed, sent);
    long changes =
        owed(cast.all().filter(each -> each.role() == Role.DETECTOR).toList()).values().stream()
            .mapToLong(BitSet::cardinality)
            .sum();
    return new CrashVerdict(
        book.size(),
        changes,
        scene.ground().broker().map(Broker::forgiven).orElse(0L),
        findings.count(Findings.Fault.LOST),
        findings.count(Findings.Fault.DOUBLED),
        findings.count(Findings.Fault.UNCALLED_FOR),
        calmMessages * 1e3 / calmMillis,
        findings.first(DIFFERENCES));
  }

  private Map<String, BitSet> owed(List<Actor> actors) {
    var owed = new TreeMap<String, BitSet>();
    actors.forEach(each -> owed.put(each.id(), book.page(each.id()).owed()));
    return owed;
  }

  private static Map<String, Integer> sent(Cast cast, Crowd crowd) {
    return cast.all().collect(Collectors.toMap(Actor::id, each -> crowd.sent(each.id())));
  }
}
