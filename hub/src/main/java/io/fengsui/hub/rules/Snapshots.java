package io.fengsui.hub.rules;

import io.fengsui.hub.bus.BusReader;
import io.fengsui.rules.Capture;
import io.fengsui.rules.definition.Rule;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a lane's state is saved, and how far the bus may forget. The state is copied in slices
 * between batches and written on a thread of its own, so that no alarm waits for either; the
 * position is committed when the file is there. A large state is saved less often: copying it takes
 * at most a fiftieth of the time. Used by one thread.
 */
final class Snapshots {
  private static final Logger log = LoggerFactory.getLogger(Snapshots.class);
  private static final int SHARE = 50;

  /** Subjects copied between two batches: about two milliseconds. */
  private static final int SLICE = 2000;

  private final SnapshotFile file;
  private final RulesSettings settings;
  private final LongSupplier ticks;
  private final Executor writer;
  private long begunAt;
  private long spent;
  private long entries;
  private boolean wanted;
  private boolean uncommitted;
  private @Nullable Copy copying;
  private @Nullable CompletableFuture<Long> writing;

  /**
   * A state that is being copied.
   *
   * @param position the first record that the engine had not seen
   */
  @SuppressWarnings("ArrayRecordComponent") // handed to the one that writes it
  private record Copy(long position, byte[] counts, Capture state) {
    static Copy of(LaneEngine engine, long position) {
      return new Copy(position, engine.counts().save(), engine.engine().capture());
    }
  }

  /**
   * Saves to a file.
   *
   * @param ticks nanoseconds from an arbitrary origin; never go back
   * @param writer runs what waits for the disk
   */
  Snapshots(SnapshotFile file, RulesSettings settings, LongSupplier ticks, Executor writer) {
    this.file = file;
    this.settings = settings;
    this.ticks = ticks;
    this.writer = writer;
    this.begunAt = ticks.getAsLong();
  }

  /**
   * Starts the engine from the newest state that can be read; if there is none, from nothing and
   * the oldest record.
   *
   * @param oldest the oldest record that the lane has
   * @return where to read on
   */
  long begin(List<Rule> rules, LaneEngine engine, long oldest) throws IOException {
    copying = null;
    for (SnapshotFile.Saved saved : file.load()) {
      try {
        boolean gap = saved.position() < oldest;
        engine.begin(rules, saved, gap);
        if (gap) {
          warnOfGap(saved.position(), oldest);
        }
        return saved.position();
      } catch (IOException e) {
        log.atWarn()
            .addKeyValue("position", saved.position())
            .setCause(e)
            .log("a saved rule state cannot be used: an older one and more of the bus are read");
      }
    }
    engine.begin(rules, oldest > 0);
    if (oldest > 0) {
      warnOfGap(0, oldest);
    }
    return oldest;
  }

  /** Saves anew at the next opportunity: what is being copied is no longer true. */
  void due() {
    copying = null;
    wanted = true;
  }

  /**
   * Saves if it is time to. Everything before {@code position} is evaluated and stored.
   *
   * @return whether there is more to copy, so that it should be called again soon
   */
  boolean take(BusReader reader, long position, int newEntries, LaneEngine engine) {
    entries += newEntries;
    commitWritten(reader);
    long now = ticks.getAsLong();
    if (copying == null && writing == null && isTime(now)) {
      begunAt = now;
      entries = 0;
      spent = 0;
      wanted = false;
      copying = Copy.of(engine, position);
    }
    Copy copy = copying;
    if (copy == null) {
      return false;
    }
    boolean whole = copy.state().step(SLICE);
    spent += ticks.getAsLong() - now;
    if (whole) {
      copying = null;
      writing = CompletableFuture.supplyAsync(() -> write(copy), writer);
    }
    return !whole;
  }

  /** Saves the last state before the hub ends. */
  void finish(BusReader reader, long position, LaneEngine engine) {
    CompletableFuture<Long> last = writing;
    if (last != null) {
      last.join();
    }
    var copy = Copy.of(engine, position);
    copy.state().step(Integer.MAX_VALUE);
    writing = CompletableFuture.completedFuture(write(copy));
    commitWritten(reader);
  }

  private boolean isTime(long now) {
    boolean old = now - begunAt >= settings.snapshotEvery().toNanos() && entries > 0;
    boolean many = entries >= settings.snapshotEntries();
    return wanted || ((old || many) && now - begunAt >= spent * SHARE);
  }

  private void commitWritten(BusReader reader) {
    CompletableFuture<Long> done = writing;
    if (done == null || !done.isDone()) {
      return;
    }
    writing = null;
    long written = done.join();
    if (written > reader.committed()) {
      try {
        reader.commit(written);
        uncommitted = false;
      } catch (IOException e) {
        if (!uncommitted) {
          uncommitted = true;
          log.atWarn()
              .setCause(e)
              .log("the bus could not note how far the rules are; it keeps more");
        }
      }
    }
  }

  /** Answers the position up to which the bus may forget: none if the disk refuses. */
  private long write(Copy copy) {
    try {
      file.save(copy.position(), copy.counts(), copy.state());
      return copy.position();
    } catch (IOException e) {
      log.atWarn()
          .setCause(e)
          .log("the rule state could not be saved; the bus keeps what it needs");
      return -1;
    }
  }

  private static void warnOfGap(long from, long to) {
    log.atWarn()
        .addKeyValue("from", from)
        .addKeyValue("to", to)
        .log(
            "the bus no longer has all records since the saved rule state; alarms stay as they are");
  }
}
