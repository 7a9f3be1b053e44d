package io.fengsui.simulator.street;

import io.fengsui.simulator.scenario.Curve;
import io.fengsui.simulator.scenario.Post;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * What a device measures: its kind's curves, and curves that lie over them for a while. Time is
 * given in nanoseconds of the street's clock. Used by one thread.
 */
final class Behaviour {
  /** The density from which a detector of this make raises its own flag, in dB/m. */
  static final double ALARM_DENSITY = 0.15;

  private record Over(Curve curve, long from, long until) {}

  private final Post post;
  private final Random random;
  private final long start;
  private final Map<String, Double> shares = new HashMap<>();
  private final Map<String, Over> overs = new HashMap<>();

  Behaviour(Post post, long seed, long start) {
    this.post = post;
    this.random = new Random(seed * 31 + post.key().hashCode());
    this.start = start;
    post.kind().values().keySet().stream()
        .sorted()
        .forEach(metric -> shares.put(metric, random.nextDouble()));
  }

  /** Lays a curve over a metric from now on. */
  void lay(String metric, Curve curve, long now, Duration lasts) {
    overs.put(metric, new Over(curve, now, now + lasts.toNanos()));
  }

  /** What it reports, by metric. */
  Map<String, Object> values(long now) {
    overs.values().removeIf(over -> over.until() <= now);
    var values = new LinkedHashMap<String, Object>();
    post.kind().values().forEach((metric, curve) -> values.put(metric, value(metric, curve, now)));
    overs.forEach((metric, over) -> values.putIfAbsent(metric, value(metric, over.curve(), now)));
    if (values.get("smoke.density") instanceof Double density && values.containsKey("smoke")) {
      values.put("smoke", density >= ALARM_DENSITY);
    }
    return values;
  }

  /** True while something out of the ordinary goes on: it then reports more often. */
  boolean excited(long now) {
    return overs.entrySet().stream()
        .anyMatch(each -> each.getKey().equals("smoke.density") && each.getValue().until() > now);
  }

  /** Until the next report. */
  Duration pause(long now) {
    if (excited(now)) {
      return Duration.ofSeconds(2);
    }
    var kind = post.kind();
    var range = kind.longest().minus(kind.shortest());
    return kind.shortest().plusNanos((long) (range.toNanos() * random.nextDouble()));
  }

  /** Until the first report, so that devices are out of step. */
  Duration firstPause() {
    return Duration.ofNanos((long) (post.kind().shortest().toNanos() * random.nextDouble()));
  }

  private Object value(String metric, Curve curve, long now) {
    var over = overs.get(metric);
    double share = shares.getOrDefault(metric, 0.5);
    var value =
        over == null
            ? curve.at(Duration.ofNanos(now - start), share, random)
            : over.curve().at(Duration.ofNanos(now - over.from()), share, random);
    return value instanceof Double number ? Math.round(number * 1000) / 1000.0 : value;
  }
}
