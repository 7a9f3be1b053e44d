package io.fengsui.hub.store;

import io.fengsui.hub.bus.Lane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;

/** What is measured of a lane's way into the history, {@code fengsui.history.*}. */
record WriterMeters(Counter readings, Counter refused, Counter missing, CommitTimer commit) {

  static WriterMeters of(MeterRegistry registry, Lane lane) {
    return new WriterMeters(
        counter(registry, lane, "readings", "Readings that the history has kept"),
        counter(registry, lane, "refused", "Readings that the history will never take"),
        counter(registry, lane, "missing", "Records that could not be read from the bus"),
        new CommitTimer(
            io.micrometer.core.instrument.Timer.builder("fengsui.history.commit")
                .description("Making what was added safe")
                .tag("lane", lane.key())
                .register(registry)));
  }

  private static Counter counter(MeterRegistry registry, Lane lane, String what, String about) {
    return Counter.builder("fengsui.history." + what)
        .description(about)
        .tag("lane", lane.key())
        .register(registry);
  }

  /** A timer for what may throw. */
  record CommitTimer(io.micrometer.core.instrument.Timer timer) {

    interface Commit {
      Intake.Kept commit() throws IOException;
    }

    Intake.Kept record(Commit task) throws IOException {
      long begin = System.nanoTime();
      try {
        return task.commit();
      } finally {
        timer.record(java.time.Duration.ofNanos(System.nanoTime() - begin));
      }
    }
  }
}
