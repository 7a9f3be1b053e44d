package io.fengsui.hub.supervision;

import io.fengsui.hub.device.SupervisionClass;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * How long it took from when a device was last heard until people could know that it is silent, by
 * class: the latest 10,000 of each, and the worst since the hub started. Thread-safe.
 */
@Component
public final class ReportingTimes {

  private static final int KEPT = 10_000;

  private final Map<SupervisionClass, Ring> rings = new EnumMap<>(SupervisionClass.class);
  private final Map<SupervisionClass, Timer> timers = new EnumMap<>(SupervisionClass.class);

  ReportingTimes(MeterRegistry meters) {
    for (SupervisionClass each : SupervisionClass.values()) {
      rings.put(each, new Ring());
      timers.put(
          each,
          Timer.builder("fengsui.supervision.reporting")
              .description("from when a silent device was last heard until people could know")
              .tag("class", each.key())
              .publishPercentiles(0.5, 0.99)
              .distributionStatisticExpiry(Duration.ofDays(30))
              .register(meters));
    }
  }

  /**
   * What was measured of a class.
   *
   * @param count since the hub started
   * @param over how many of these took longer than the class allows
   * @param p50 milliseconds, of the latest 10,000; 0 without any, like those that follow
   * @param max milliseconds, since the hub started
   */
  public record Figures(
      SupervisionClass supervision, long count, long over, long p50, long p99, long max) {}

  void add(SupervisionClass supervision, Duration took) {
    ring(supervision).add(took.toMillis(), supervision.limit().toMillis());
    Timer timer = timers.get(supervision);
    if (timer != null) {
      timer.record(took);
    }
  }

  /** What was measured, by class. */
  public List<Figures> figures() {
    return Arrays.stream(SupervisionClass.values()).map(each -> ring(each).figures(each)).toList();
  }

  private Ring ring(SupervisionClass supervision) {
    return rings.computeIfAbsent(supervision, none -> new Ring());
  }

  private static final class Ring {
    private long[] latest = new long[64];
    private long count;
    private long over;
    private long max;

    synchronized void add(long millis, long limit) {
      int at = (int) (count % KEPT);
      if (at >= latest.length) {
        latest = Arrays.copyOf(latest, Math.min(KEPT, latest.length * 2));
      }
      latest[at] = millis;
      count++;
      over += millis > limit ? 1 : 0;
      max = Math.max(max, millis);
    }

    synchronized Figures figures(SupervisionClass supervision) {
      long[] sorted = Arrays.copyOf(latest, (int) Math.min(count, KEPT));
      Arrays.sort(sorted);
      return new Figures(supervision, count, over, part(sorted, 50), part(sorted, 99), max);
    }

    private static long part(long[] sorted, int percent) {
      return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * percent / 100];
    }
  }
}
