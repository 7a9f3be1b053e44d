package io.fengsui.hub.rehearsal;

import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far a rehearsal has come, and whether it may go on. Asked after each batch: tells the
 * listener, gives way to the rules that run, ends what takes too long. Used by one thread.
 */
final class Course {

  private static final long TELL_EVERY = Duration.ofMillis(500).toNanos();
  private static final long NAP_MILLIS = 20;

  private final RehearsalSettings settings;
  private final LongSupplier backlog;
  private final LongSupplier nanoTime;
  private final Listener listener;
  private final long began;
  private long told;
  private long records;

  private long whole;
  private long done;
  private Source source = Source.HISTORY;
  private @Nullable Lane lane;

  /**
   * Begins now.
   *
   * @param backlog records that the rules that run are behind
   * @param nanoTime goes on evenly
   */
  Course(
      RehearsalSettings settings, LongSupplier backlog, LongSupplier nanoTime, Listener listener) {
    this.settings = settings;
    this.backlog = backlog;
    this.nanoTime = nanoTime;
    this.listener = listener;
    this.began = nanoTime.getAsLong();
    this.told = began;
  }

  /** How much there is in all: readings of the history and records of the bus. */
  void expect(long work) {
    whole = work;
  }

  /**
   * The next stretch begins.
   *
   * @param lane null for all
   */
  void enter(Source source, @Nullable Lane lane) {
    this.source = source;
    this.lane = lane;
  }

  /**
   * Some of the stretch is done.
   *
   * @param more records that were replayed
   * @param work as in {@link #expect}
   * @throws RefusedException if it has taken too long
   * @throws IOException if nobody listens any more
   */
  void passed(Instant at, int more, long work) throws IOException, InterruptedException {
    records += more;
    done += work;
    checkTime();
    while (backlog.getAsLong() > settings.giveWay()) {
      Thread.sleep(NAP_MILLIS);
      checkTime();
      tell(at);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("the rehearsal was told to end");
    }
    tell(at);
  }

  long records() {
    return records;
  }

  Duration took() {
    return Duration.ofNanos(nanoTime.getAsLong() - began);
  }

  private void tell(Instant at) throws IOException {
    long now = nanoTime.getAsLong();
    if (now - told >= TELL_EVERY) {
      told = now;
      double fraction = Math.clamp((double) done / Math.max(1, whole), 0, 1);
      long perSecond = Math.round(records / Math.max(1e-3, (now - began) / 1e9));
      listener.reached(new Listener.Progress(fraction, at, source, lane, records, perSecond));
    }
  }

  private void checkTime() {
    if (took().compareTo(settings.limit()) > 0) {
      long minutes = settings.limit().toMinutes();
      throw new RefusedException(
              Kind.UNAVAILABLE,
              "演练超过 " + minutes + " 分钟，已结束",
              "the rehearsal took longer than " + minutes + " minutes and was ended")
          .hint("请缩短时间范围，或加 --only", "take a shorter time, or only the rules to be tried");
    }
  }
}
