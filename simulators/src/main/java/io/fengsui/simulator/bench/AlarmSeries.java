package io.fengsui.simulator.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.target.HubProcess;
import io.fengsui.simulator.wire.Line;
import io.fengsui.simulator.wire.Packets;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Lets one connected detector after the other raise its alarm and waits for the tasks. Used by one
 * thread; a second one watches the database.
 */
final class AlarmSeries implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration LAST_WAIT = Duration.ofSeconds(30);
  private static final byte[] ALARM =
      "{\"values\":{\"smoke\":true,\"battery\":87}}".getBytes(UTF_8);

  private record Detector(Registered device, Line line) {}

  private final Deque<Detector> fresh = new ArrayDeque<>();
  private final List<Line> lines = new ArrayList<>();
  private final TaskWatch watch;

  private AlarmSeries(TaskWatch watch) {
    this.watch = watch;
  }

  /**
   * The alarms of one series.
   *
   * @param missing alarms that no task was seen for in time
   */
  record Latency(Histogram micros, int missing) {
    double millis(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1e3;
    }
  }

  static AlarmSeries open(HubProcess hub, List<Registered> detectors)
      throws IOException, SQLException {
    var series = new AlarmSeries(TaskWatch.start(hub.database()));
    for (var device : detectors) {
      var line = Line.open(hub.mqtt(), device.login(), CONNECT);
      series.lines.add(line);
      series.fresh.add(new Detector(device, line));
    }
    return series;
  }

  /** Raises so many alarms, one after each pause, and waits for the last task. */
  Latency run(int alarms, Duration pause) throws IOException, InterruptedException {
    Map<String, Long> sent = new HashMap<>();
    for (int i = 0; i < alarms; i++) {
      Thread.sleep(pause);
      var detector = fresh.removeFirst();
      byte[] packet = Packets.publish(detector.device().topic(), ALARM, 1, 1);
      detector.line().send(packet);
      sent.put(detector.device().id(), System.nanoTime());
    }
    long end = System.nanoTime() + LAST_WAIT.toNanos();
    while (!watch.seen().keySet().containsAll(sent.keySet()) && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    var micros = new Histogram(LAST_WAIT.toNanos() / 1000 * 10, 3);
    int missing = 0;
    for (var each : sent.entrySet()) {
      var seen = watch.seen().get(each.getKey());
      if (seen == null) {
        missing++;
      } else {
        micros.recordValue(Math.max(0, seen - each.getValue()) / 1000);
      }
    }
    return new Latency(micros, missing);
  }

  @Override
  public void close() throws IOException {
    watch.close();
    for (var line : lines) {
      line.close();
    }
  }
}
