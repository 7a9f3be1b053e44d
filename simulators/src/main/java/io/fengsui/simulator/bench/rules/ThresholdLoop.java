package io.fengsui.simulator.bench.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How thresholds are judged without an index: for each reading, every rule about its metric is
 * tried; each device has an array of its alarms.
 */
final class ThresholdLoop {
  private final Map<String, List<Threshold>> byMetric = new HashMap<>();
  private final Map<String, @Nullable State[]> states = new HashMap<>();
  private final int rules;
  private long changes;

  /** An alarm that is not quiet. */
  private record State(Instant since, boolean up, @Nullable Instant overSince) {}

  ThresholdLoop(List<Threshold> rules) {
    this.rules = rules.size();
    for (Threshold rule : rules) {
      byMetric.computeIfAbsent(rule.metric(), _ -> new ArrayList<>()).add(rule);
    }
  }

  /** How many alarms went up or came down. */
  long changes() {
    return changes;
  }

  void accept(Message message) {
    @Nullable State[] alarms =
        states.computeIfAbsent(message.device().id(), _ -> new @Nullable State[rules]);
    for (Map.Entry<String, Double> reading : message.values().entrySet()) {
      for (Threshold rule : byMetric.getOrDefault(reading.getKey(), List.of())) {
        State state = alarms[rule.place()];
        boolean holding = state != null && state.overSince == null;
        boolean holds = rule.test().holds(reading.getValue(), holding);
        if (holds || state != null) {
          alarms[rule.place()] = step(rule, state, holds, message.at());
        }
      }
    }
  }

  private @Nullable State step(Threshold rule, @Nullable State state, boolean holds, Instant now) {
    if (state == null || !state.up) {
      if (!holds) {
        return null;
      }
      Instant since = state == null ? now : state.since;
      boolean up = !since.plus(rule.holdFor()).isAfter(now);
      changes += up ? 1 : 0;
      return new State(since, up, null);
    }
    if (holds) {
      return new State(state.since, true, null);
    }
    Instant over = state.overSince == null ? now : state.overSince;
    if (over.plus(rule.keepFor()).isAfter(now)) {
      return new State(state.since, true, over);
    }
    changes++;
    return null;
  }
}
