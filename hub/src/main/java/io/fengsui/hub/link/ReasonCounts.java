package io.fengsui.hub.link;

import io.fengsui.adapter.Receipt.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A count for each reason. Thread-safe. */
final class ReasonCounts {

  private final Map<Reason, LongAdder> counts = new ConcurrentHashMap<>();

  void add(Reason reason) {
    counts.computeIfAbsent(reason, first -> new LongAdder()).increment();
  }

  long of(Reason reason) {
    LongAdder count = counts.get(reason);
    return count == null ? 0 : count.sum();
  }

  long sum() {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** The counts of the reasons that occurred. */
  Map<Reason, Long> all() {
    Map<Reason, Long> all = new EnumMap<>(Reason.class);
    counts.forEach((reason, count) -> all.put(reason, count.sum()));
    return all;
  }
}
