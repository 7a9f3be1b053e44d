package io.fengsui.simulator.bench;

import io.fengsui.simulator.Span;
import io.fengsui.simulator.gb26875.Crowd;
import io.fengsui.simulator.gb26875.Heartbeat;
import io.fengsui.simulator.gb26875.Settings;
import io.fengsui.simulator.hub.Enrolment;
import io.fengsui.simulator.hub.NewDevice;
import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.street.Doors;
import io.fengsui.simulator.target.CpuMeter;
import io.fengsui.simulator.target.Figures;
import io.fengsui.simulator.target.HubOptions;
import io.fengsui.simulator.target.HubProcess;
import io.fengsui.simulator.target.Lag;
import io.fengsui.simulator.target.Processes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench gb26875}: many fire transmitters that live, and detectors behind some that burn. */
@Command(
    name = "gb26875",
    mixinStandardHelpOptions = true,
    description = {
      "Many GB/T 26875.3 connections with their heartbeats, and detectors behind some of them that",
      "go to fire and back: nothing confirmed may be missing on the hub's bus."
    })
final class Gb26875Bench implements Callable<Integer> {
  private static final List<String> LINK =
      List.of(
          "--fengsui.links.gb26875.gb26875.host=127.0.0.1",
          "--fengsui.links.gb26875.gb26875.port=5200");
  private static final String LANE = "life-safety";
  private static final int FIRST = 100_001;
  private static final Duration LAST = Duration.ofSeconds(45);
  private static final Duration CATCH_UP = Duration.ofMinutes(5);

  @Mixin private HubOptions hub = new HubOptions();

  @Option(names = "--connections", defaultValue = "10000")
  private int connections;

  @Option(names = "--points", defaultValue = "500", description = "detectors that burn")
  private int points;

  @Option(names = "--alarms", defaultValue = "500", description = "their frames a second")
  private int alarms;

  @Option(
      names = "--every",
      defaultValue = "30s",
      converter = Span.class,
      description = "between a transmitter's heartbeats")
  private Duration every = Duration.ZERO;

  @Option(names = "--warm-up", defaultValue = "10s", converter = Span.class)
  private Duration warmUp = Duration.ZERO;

  @Option(names = "--duration", defaultValue = "60s", converter = Span.class)
  private Duration duration = Duration.ZERO;

  @Option(names = "--connects", defaultValue = "500", description = "new connections a second")
  private int connects;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var figures = new Figures(System.out, "gb26875");
    return hub.inFreshFolder(
        data -> {
          try (var running = hub.start(data, LINK);
              var pulse = Pulse.of(running, figures::say)) {
            int status = measure(running, figures);
            figures.figure("memory-peak", pulse.peak(), "MB");
            return status;
          }
        });
  }

  private int measure(HubProcess running, Figures figures)
      throws IOException, InterruptedException {
    var api = running.api();
    var boxes = Enrolment.of(api, IntStream.range(0, connections).mapToObj(this::box).toList());
    var detectors = Enrolment.of(api, detectors(boxes));
    figures.say("%,d devices registered".formatted(boxes.size() + detectors.size()));
    double before = Processes.residentMegabytes(running.pids());
    var settings =
        IntStream.range(0, connections)
            .mapToObj(n -> Settings.of(FIRST + n).with(Heartbeat.EMPTY, every))
            .toList();
    var centre = Doors.beside(running.mqtt()).gb26875();
    try (var crowd = Crowd.open(settings, centre, connects)) {
      var burning = new FirePoints();
      for (int i = 0; i < detectors.size(); i++) {
        burning.add(detectors.get(i).id(), crowd.boxes().get(i));
      }
      long from = BusCount.end(api, LANE);
      burning.run(alarms, warmUp);
      var meter = new CpuMeter(running.pids());
      var tally = crowd.tally();
      long confirmed = tally.confirmed().sum();
      meter.begin();
      long begin = System.nanoTime();
      burning.run(alarms, duration);
      double seconds = (System.nanoTime() - begin) / 1e9;
      long frames = tally.confirmed().sum() - confirmed;
      meter.end();
      burning.settle(LAST);
      var told = BusCount.told(api, LANE, "smoke", from, BusCount.end(api, LANE));
      long lost = burning.lost(told);
      double behind = Lag.awaitAll(api, CATCH_UP);
      figures.say(tally.text());
      figures.figure("connections", (double) crowd.connected(), "connections");
      figures.figure("frames", frames / seconds, "frames/s");
      figures.figure("alarm-frames", alarms, "frames/s");
      figures.figure("confirmed", (double) tally.confirmed().sum(), "frames");
      figures.figure("alarms-confirmed", (double) burning.confirmed(), "frames");
      figures.figure("alarms-on-bus", (double) burning.found(told), "frames");
      figures.figure("alarms-late", (double) burning.late(), "frames");
      figures.figure("repeated", (double) tally.repeated().sum(), "frames");
      figures.figure("unanswered", (double) tally.unanswered().sum(), "frames");
      figures.figure("broken", (double) tally.lost().sum(), "connections");
      figures.figure("lost", (double) lost, "frames");
      figures.figure("cpu", meter.seconds() * 1e6 / Math.max(1, frames), "us/frame");
      figures.figure("confirm-p50", burning.millis(50), "ms");
      figures.figure("confirm-p99", burning.millis(99), "ms");
      figures.figure("catch-up", behind, "s");
      figures.figure("memory-before", before, "MB");
      figures.figure("memory", Processes.residentMegabytes(running.pids()), "MB");
      boolean sound = lost + burning.failed() + tally.unanswered().sum() == 0;
      return sound && crowd.connected() == connections ? 0 : 1;
    }
  }

  private NewDevice box(int number) {
    return device("fire-panel", "", Integer.toString(FIRST + number), "传输装置 " + number);
  }

  private List<NewDevice> detectors(List<Registered> boxes) {
    return IntStream.range(0, Math.min(points, connections))
        .mapToObj(
            n ->
                device(
                    "smoke-detector", boxes.get(n).id(), FirePoints.PART.toString(), "压力测试烟感 " + n))
        .toList();
  }

  private static NewDevice device(String type, String parent, String address, String name) {
    return new NewDevice(
        type, "gb26875", parent, address, name, "440111010001001", "180s", 23.17, 113.22, Map.of());
  }
}
