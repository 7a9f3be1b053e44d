package io.fengsui.simulator.bench.rules;

import io.fengsui.rules.Subject;
import io.fengsui.rules.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * 100,000 sensors in 5,000 buildings, and what they say: in random order, each about once in five
 * minutes, five values a message unless it is said otherwise. Always the same.
 */
final class District {
  static final int DEVICES = 100_000;
  private static final int PER_BUILDING = 20;
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final long NANOS_BETWEEN = 300_000_000_000L / DEVICES;

  private final Subject[] devices = new Subject[DEVICES];
  private final int[] order = new int[DEVICES];
  private final Random random = new Random(20_261_101);
  private final int valuesEach;
  private final int oddOneIn;
  private long said;

  /**
   * @param valuesEach values in a message: one, or all
   * @param oddOneIn one message in so many has an unusual value; 0 for none
   */
  District(int valuesEach, int oddOneIn) {
    this.valuesEach = valuesEach;
    this.oddOneIn = oddOneIn;
    for (int i = 0; i < DEVICES; i++) {
      String building = String.valueOf(i / PER_BUILDING % 50);
      String grid = "330106%03d".formatted(i / PER_BUILDING / 50);
      var where = new Whereabouts(grid, "", building, "");
      devices[i] =
          new Subject("sensor-" + i, "environment-sensor", Set.of(), where, Duration.ofMinutes(30));
      int swap = random.nextInt(i + 1);
      order[i] = order[swap];
      order[swap] = i;
    }
  }

  /** The next messages. */
  Message[] messages(int count) {
    var messages = new Message[count];
    for (int i = 0; i < count; i++) {
      int device = order[(int) (said % DEVICES)];
      Instant at = START.plusNanos(said * NANOS_BETWEEN);
      messages[i] = new Message(devices[device], at, values(device));
      said++;
    }
    return messages;
  }

  /** Values near what the device is used to, so that they rise and fall a little. */
  private Map<String, Double> values(int device) {
    var values = new LinkedHashMap<String, Double>();
    Metric one = Metric.ALL.get(random.nextInt(Metric.ALL.size()));
    boolean odd = oddOneIn > 0 && random.nextInt(oddOneIn) == 0;
    for (Metric metric : valuesEach == 1 ? List.of(one) : Metric.ALL) {
      double share = device % 97 / 100.0 + random.nextDouble() / 50;
      boolean unusual = odd && metric == one;
      values.put(metric.key(), unusual ? metric.alarm(1 + share) : metric.usual(share));
    }
    return values;
  }
}
