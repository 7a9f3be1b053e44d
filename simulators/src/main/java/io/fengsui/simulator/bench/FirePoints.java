package io.fengsui.simulator.bench;

import io.fengsui.simulator.gb26875.Part;
import io.fengsui.simulator.gb26875.Report;
import io.fengsui.simulator.gb26875.Report.ComponentState;
import io.fengsui.simulator.gb26875.Transmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Smoke detectors behind transmitters, that go to fire and back by turns: each frame is news, and
 * the next one of a detector is only sent when the one before was confirmed.
 */
final class FirePoints {
  static final Part PART = Part.of(1, 1);
  private static final int SMOKE_DETECTOR = 42;
  private static final long LONGEST = TimeUnit.MINUTES.toMicros(2);
  private static final Duration TICK = Duration.ofMillis(5);

  /** One detector; its counts change on the cable's thread. */
  private static final class Point {
    final String device;
    final Transmitter box;
    final AtomicInteger confirmed = new AtomicInteger();
    boolean burns;
    volatile boolean waits;
    volatile boolean failed;

    Point(String device, Transmitter box) {
      this.device = device;
      this.box = box;
    }
  }

  private final List<Point> points = new ArrayList<>();
  private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST, 3);
  private long late;

  void add(String device, Transmitter box) {
    points.add(new Point(device, box));
  }

  /** Sends so many frames a second; one that is due while its detector waits is late, not sent. */
  void run(int rate, Duration lasts) throws InterruptedException {
    long start = System.nanoTime();
    long due = 0;
    while (System.nanoTime() - start < lasts.toNanos()) {
      Thread.sleep(TICK);
      long by = (System.nanoTime() - start) * rate / TimeUnit.SECONDS.toNanos(1);
      for (; due < by; due++) {
        speak(points.get((int) (due % points.size())));
      }
    }
  }

  /** Waits until nobody waits for a confirmation. */
  void settle(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (points.stream().anyMatch(point -> point.waits) && System.nanoTime() < end) {
      Thread.sleep(TICK);
    }
  }

  long confirmed() {
    return points.stream().mapToLong(point -> point.confirmed.get()).sum();
  }

  /** Frames that were not sent when they were due. */
  long late() {
    return late;
  }

  /** Detectors of which a frame was given up: what the hub has of them cannot be told. */
  long failed() {
    return points.stream().filter(point -> point.failed || point.waits).count();
  }

  double millis(double percentile) {
    return micros.getValueAtPercentile(percentile) / 1e3;
  }

  /** Confirmed frames that the hub does not have, by how often each detector is on its bus. */
  long lost(Map<String, Integer> told) {
    return points.stream()
        .filter(point -> !point.failed)
        .mapToLong(point -> Math.max(0, point.confirmed.get() - told.getOrDefault(point.device, 0)))
        .sum();
  }

  /** How many frames of these detectors are on the bus, confirmed or not. */
  long found(Map<String, Integer> told) {
    return points.stream().mapToLong(point -> told.getOrDefault(point.device, 0)).sum();
  }

  private void speak(Point point) {
    if (point.waits || point.failed) {
      late++;
      return;
    }
    point.waits = true;
    point.burns = !point.burns;
    int state = Report.NORMAL | (point.burns ? Report.FIRE : 0);
    var at = point.box.at(System.currentTimeMillis());
    long sent = System.nanoTime();
    point
        .box
        .alarm(List.of(new ComponentState(PART, SMOKE_DETECTOR, state, "", at)))
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                micros.recordValue(Math.min(LONGEST, (System.nanoTime() - sent) / 1000));
                point.confirmed.incrementAndGet();
              } else {
                point.failed = true;
              }
              point.waits = false;
            });
  }
}
