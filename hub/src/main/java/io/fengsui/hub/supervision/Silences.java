package io.fengsui.hub.supervision;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.device.SupervisionClass;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Devices that are silent, and what of it is told: a silence is told when its health says so and
 * its event is stored. Thread-safe; reads no clock.
 */
final class Silences {

  /**
   * Without an event so long after its class would be due there is no rule that would raise one:
   * health alone counts.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ReportingTimes times;
  private final Map<DeviceId, Silence> silent = new HashMap<>();
  private final Map<String, Instant> events = new HashMap<>();

  private static final class Silence {
    final Instant quietSince;
    final Instant shownAt;
    final SupervisionClass supervision;
    boolean measured;

    Silence(Instant quietSince, Instant shownAt, SupervisionClass supervision) {
      this.quietSince = quietSince;
      this.shownAt = shownAt;
      this.supervision = supervision;
    }

    Instant patientUntil() {
      Instant due = quietSince.plus(supervision.silentAfter());
      return (due.isAfter(shownAt) ? due : shownAt).plus(PATIENCE);
    }
  }

  Silences(ReportingTimes times) {
    this.times = times;
  }

  /**
   * A device's health says that it is silent.
   *
   * @param measured whether it was measured before, by an earlier run
   * @return false if that was known
   */
  synchronized boolean shown(
      DeviceId id, Instant quietSince, Instant at, SupervisionClass supervision, boolean measured) {
    if (silent.containsKey(id)) {
      return false;
    }
    var silence = new Silence(quietSince, at, supervision);
    silence.measured = measured;
    silent.put(id, silence);
    Instant event = events.get(id.value());
    if (event != null) {
      measure(silence, event);
    }
    return true;
  }

  /** An event that says so is stored. */
  synchronized void stored(String subject, Instant at) {
    events.putIfAbsent(subject, at);
    Silence silence = DeviceId.isValid(subject) ? silent.get(new DeviceId(subject)) : null;
    if (silence != null) {
      measure(silence, at);
    }
  }

  /** No event says so any more. */
  synchronized void cleared(String subject) {
    events.remove(subject);
  }

  /** It was heard, or need not be. */
  synchronized void over(DeviceId id) {
    Silence silence = silent.remove(id);
    if (silence != null) {
      measure(silence, silence.shownAt);
    }
  }

  /** Those that are silent. */
  synchronized List<DeviceId> all() {
    return List.copyOf(silent.keySet());
  }

  /** Since when nothing is heard of a silent device; null if it is not silent. */
  synchronized @Nullable Instant quietSince(DeviceId id) {
    Silence silence = silent.get(id);
    return silence == null ? null : silence.quietSince;
  }

  /** Counts those that no event will ever tell of. */
  synchronized void settle(Instant now) {
    Set<Silence> waiting = new HashSet<>(silent.values());
    waiting.removeIf(each -> each.measured || now.isBefore(each.patientUntil()));
    waiting.forEach(each -> measure(each, each.shownAt));
  }

  private void measure(Silence silence, Instant eventAt) {
    if (!silence.measured) {
      silence.measured = true;
      Instant told = eventAt.isAfter(silence.shownAt) ? eventAt : silence.shownAt;
      times.add(silence.supervision, Duration.between(silence.quietSince, told));
    }
  }
}
