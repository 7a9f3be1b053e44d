package io.fengsui.hub.link;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.Meaning;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Replayable;
import io.fengsui.hub.Phases;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceDirectory;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.ledger.Losses;
import io.fengsui.hub.ledger.LostInput;
import io.fengsui.hub.link.DeviceTime.Verdict;
import io.fengsui.hub.link.LinkStatus.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs all links; the last to start and the first to stop. Thread-safe. */
public final class LinkSupervisor implements SmartLifecycle, LostInput {

  private static final Logger log = LoggerFactory.getLogger(LinkSupervisor.class);

  private final Map<String, SupervisedLink> links = new TreeMap<>();
  private final LinkProperties settings;
  private final Bus bus;
  private final DeviceDirectory devices;
  private final DeviceTime time;
  private final Losses losses;
  private final Path folder;
  private volatile boolean running;

  LinkSupervisor(
      List<LinkDefinition> definitions,
      LinkProperties settings,
      Bus bus,
      DeviceDirectory devices,
      Losses losses,
      LatePolicy late,
      Path folder,
      InstantSource clock,
      MeterRegistry meters,
      Consumer<LinkStatus> changes) {
    this.settings = settings;
    this.bus = bus;
    this.devices = devices;
    this.losses = losses;
    this.folder = folder;
    this.time = new DeviceTime(clock, settings.clockTolerance(), late);
    for (LinkDefinition definition : definitions) {
      var backoff =
          new Backoff(
              settings.retryMin(),
              settings.retryMax(),
              () -> ThreadLocalRandom.current().nextDouble());
      links.put(
          definition.name(),
          new SupervisedLink(
              definition, new LinkCounters(meters, definition.name()), backoff, clock, changes));
    }
  }

  /** The state of every link, by name. */
  public List<LinkStatus> statuses() {
    return links.values().stream().map(SupervisedLink::status).toList();
  }

  /**
   * What has passed over a link since the hub started.
   *
   * @throws IllegalArgumentException if there is no such link
   */
  public LinkCounters counters(String link) {
    return require(link).counters();
  }

  /** Whether there is such a link. */
  public boolean has(String link) {
    return links.containsKey(link);
  }

  /**
   * Who speaks on a link and is not registered.
   *
   * @throws IllegalArgumentException if there is no such link
   */
  public List<Strangers.Sighting> strangers(String link) {
    return require(link).strangers().all().stream()
        .filter(
            seen ->
                devices.find(link, seen.stranger().parent(), seen.stranger().address()).isEmpty())
        .toList();
  }

  private SupervisedLink require(String link) {
    SupervisedLink found = links.get(link);
    if (found == null) {
      throw new IllegalArgumentException("there is no link " + link);
    }
    return found;
  }

  /**
   * Executes a command over the device's link and waits for the answer, at most until the command's
   * deadline. Blocks: call it on a virtual thread.
   */
  public CommandOutcome execute(Device device, Command command) throws InterruptedException {
    SupervisedLink link = links.get(device.link());
    if (link == null) {
      return new CommandOutcome.Unreachable("there is no link " + device.link());
    }
    LinkStatus status = link.status();
    return status.state() == State.RUNNING
        ? link.adapter().execute(command)
        : new CommandOutcome.Unreachable(
            "link %s is not running: %s".formatted(status.name(), status.detail().en()));
  }

  @Override
  public Optional<Meaning> read(String link, Raw raw, Instant at) {
    SupervisedLink found = links.get(link);
    if (found == null || !(found.adapter() instanceof Replayable adapter)) {
      return Optional.empty();
    }
    return Optional.of(
        adapter
            .read(raw)
            .map(
                message ->
                    time.judge(message.observedAt(), at) == Verdict.IMPOSSIBLE
                        ? message.observedAt(null)
                        : message));
  }

  @Override
  public void start() {
    running = true;
    links.forEach((name, link) -> link.start(uplink(name, link)));
    long end = System.nanoTime() + settings.startPatience().toNanos();
    try {
      for (SupervisedLink link : links.values()) {
        link.awaitBegun(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends all links at once; when it returns none delivers any more, unless it says so. */
  @Override
  public void stop() {
    links.values().forEach(SupervisedLink::interrupt);
    long end = System.nanoTime() + settings.stopPatience().toNanos();
    try {
      for (SupervisedLink link : links.values()) {
        if (!link.awaitEnd(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
          log.atError()
              .addKeyValue("link", link.status().name())
              .log("a link does not end; the hub stops without it");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Phases.LINKS;
  }

  private LinkUplink uplink(String name, SupervisedLink link) {
    boolean keepsRaw = link.adapter() instanceof Replayable;
    return new LinkUplink(
        name,
        bus,
        devices,
        time,
        losses,
        link.counters(),
        keepsRaw,
        link.strangers(),
        folder.resolve(name),
        link::serving);
  }
}
