package io.fengsui.simulator.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How long it took from the last acknowledged report of lost devices until people were told. Times
 * are those of {@link System#nanoTime()}.
 *
 * @param micros of those that were told, but for those in {@code afterRestart}
 * @param afterRestart of those that the hub heard last before it was restarted and told of
 *     afterwards, from when it could hear again
 * @param over how many took longer than their class allows
 * @param missing how many were never told
 * @param falseAlarms how many were told as lost while they were heard
 */
record ReportingTime(
    Histogram micros, Histogram afterRestart, int over, int missing, int falseAlarms) {
  private static final Duration MOST = Duration.ofHours(2);

  /**
   * A device as the bench knows it.
   *
   * @param acknowledged when its last report was acknowledged
   */
  record Subject(String id, boolean fallen, long acknowledged) {}

  /** When the hub was killed, and when it could hear again. */
  record Restart(long killed, long ready) {
    /** From when on silence counts for a device that was told as lost at a time. */
    long since(long acknowledged, long told) {
      boolean between = acknowledged - ready < 0 && told - killed > 0;
      return between ? ready : acknowledged;
    }
  }

  /**
   * Compares.
   *
   * @param told by device, when an event said that it is lost
   * @param restart null if there was none
   */
  static ReportingTime of(
      Collection<Subject> subjects,
      Map<String, List<Long>> told,
      Duration limit,
      @Nullable Restart restart) {
    var micros = new Histogram(MOST.toNanos() / 1000, 3);
    var afterRestart = new Histogram(MOST.toNanos() / 1000, 3);
    int over = 0;
    int missing = 0;
    int falseAlarms = 0;
    for (var subject : subjects) {
      var times = told.getOrDefault(subject.id(), List.of());
      long heard = subject.acknowledged();
      falseAlarms += times.stream().anyMatch(at -> !subject.fallen() || at - heard < 0) ? 1 : 0;
      var first = times.stream().filter(at -> at - heard >= 0).min(Long::compare);
      if (subject.fallen() && first.isPresent()) {
        long since = restart == null ? heard : restart.since(heard, first.get());
        long took = (first.get() - since) / 1000;
        (since == heard ? micros : afterRestart).recordValue(Math.max(0, took));
        over += took > limit.toNanos() / 1000 ? 1 : 0;
      } else if (subject.fallen()) {
        missing++;
      }
    }
    return new ReportingTime(micros, afterRestart, over, missing, falseAlarms);
  }

  /** Whether all were told in time, and nobody else was. */
  boolean holds() {
    return over + missing + falseAlarms == 0;
  }

  long count() {
    return micros.getTotalCount() + afterRestart.getTotalCount();
  }

  static double seconds(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / 1e6;
  }
}
