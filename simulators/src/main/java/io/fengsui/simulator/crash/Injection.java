package io.fengsui.simulator.crash;

import io.fengsui.simulator.crash.Fault.Ending;
import io.fengsui.simulator.target.HubProcess;
import io.fengsui.simulator.target.Signals;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does to a hub what a round says. Used by one thread. */
final class Injection implements AutoCloseable {
  private static final Ongoing NOTHING = () -> {};

  private final HubUnderFire hub;
  private final Ground ground;
  private final Consumer<String> log;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Injection(HubUnderFire hub, Ground ground, Consumer<String> log) {
    this.hub = hub;
    this.ground = ground;
    this.log = log;
  }

  /** All faults; when it returns they are over. True if the hub is down and must be started. */
  boolean play(Round round) throws IOException, InterruptedException {
    var spans =
        round.faults().stream().filter(each -> !(each instanceof Ending)).map(this::begin).toList();
    var ending = round.faults().getLast() instanceof Ending last ? last : null;
    if (ending != null && !spans.isEmpty()) {
      Thread.sleep(round.lead());
    }
    long downAt = System.nanoTime();
    switch (ending) {
      case null -> {}
      case Fault.Kill kill -> hub.kill(kill.databaseToo());
      case Fault.PowerLoss loss -> log.accept("  " + hub.cutPower().text());
    }
    for (var span : spans) {
      await(span);
    }
    if (ending != null) {
      long left = ending.down().toNanos() - (System.nanoTime() - downAt);
      Thread.sleep(Duration.ofNanos(Math.max(0, left)));
    }
    return ending != null;
  }

  @Override
  public void close() {
    threads.close();
  }

  private Future<Void> begin(Fault fault) {
    var running = hub.running();
    Callable<Void> task =
        () -> {
          var ongoing = inject(fault, running);
          try {
            Thread.sleep(span(fault));
          } finally {
            ongoing.end();
          }
          return null;
        };
    return threads.submit(task);
  }

  private static Duration span(Fault fault) {
    return switch (fault) {
      case Fault.PauseHub pause -> pause.span();
      case Fault.PauseDatabase pause -> pause.span();
      case Fault.FillDisk fill -> fill.span();
      case Fault.SlowDisk slow -> slow.span();
      case Fault.CutNetwork cut -> cut.span();
      case Fault.KillBroker kill -> kill.down();
      case Fault.KillDatabase _, Fault.TurnClock _, Ending _ -> Duration.ZERO;
    };
  }

  private Ongoing inject(Fault fault, HubProcess running) throws IOException, InterruptedException {
    return switch (fault) {
      case Fault.PauseHub _ -> pause(Set.of(running.jvm().pid()));
      case Fault.PauseDatabase _ -> pause(running.databasePids());
      case Fault.FillDisk _ -> ground.disk().fill();
      case Fault.SlowDisk _ -> BusyDisk.begin(ground.volume());
      case Fault.CutNetwork _ -> ground.cable().orElseThrow().cut();
      case Fault.KillBroker _ -> ground.broker().orElseThrow().kill();
      case Fault.KillDatabase _ -> {
        running.killDatabase();
        yield NOTHING;
      }
      case Fault.TurnClock turn -> {
        ground.clock().turn(turn.by());
        yield NOTHING;
      }
      case Ending _ -> throw new IllegalArgumentException("an ending has no span");
    };
  }

  private static Ongoing pause(Set<Long> pids) throws IOException, InterruptedException {
    Signals.stop(pids);
    return () -> Signals.proceed(pids);
  }

  private static void await(Future<Void> span) throws IOException, InterruptedException {
    try {
      span.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    }
  }
}
