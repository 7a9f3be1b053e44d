package io.fengsui.hub.bus;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What writes a lane, in a thread of its own or in turns. Everything that arrived while the batch
 * before was being synced goes to disk with one write and one {@code fsync}; a lone message goes at
 * once. While telemetry is dense it lets a little more of it gather, since each {@code fsync} costs
 * the processor as much as some two hundred messages; life-safety never waits. While the disk
 * refuses, it tries again by itself.
 */
final class LaneWriter implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LaneWriter.class);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final long TIDY = Duration.ofSeconds(30).toNanos();
  private static final long GATHER_NANOS = 2_000_000;
  private static final int DENSE = 32;
  private static final int PLENTY = 4_096;

  private final Lane lane;
  private final LaneLog state;
  private final SegmentWriter segments;
  private final Retention retention;
  private final Room room;
  private final Precedence precedence;
  private final LaneMeters meters;
  private final Ticks ticks;
  private final Runnable afterTidy;
  private @Nullable Thread thread;
  private boolean refused;
  private boolean whole = true;
  private int written;
  private long tidied;

  /**
   * @param afterTidy looks at what {@link Retention} left
   */
  LaneWriter(
      Lane lane,
      LaneLog state,
      SegmentWriter segments,
      Retention retention,
      Room room,
      Precedence precedence,
      LaneMeters meters,
      Ticks ticks,
      Runnable afterTidy) {
    this.lane = lane;
    this.state = state;
    this.segments = segments;
    this.retention = retention;
    this.room = room;
    this.precedence = precedence;
    this.meters = meters;
    this.ticks = ticks;
    this.afterTidy = afterTidy;
    tidied = ticks.nanos();
  }

  /** Writes in a thread of its own from now on. */
  void start() {
    thread = LaneThreads.of("bus", lane, this::run);
    thread.start();
  }

  private void run() {
    while (turn(LOOK)) {
      if (lane == Lane.TELEMETRY && written >= DENSE) {
        LockSupport.parkNanos(Math.min(GATHER_NANOS, GATHER_NANOS * PLENTY / written));
      }
    }
  }

  /**
   * Does the one thing that is to be done next.
   *
   * @param patience how long to wait for it
   * @return false when the lane has ended
   */
  boolean turn(Duration patience) {
    written = 0;
    state.keepTime();
    if (refused) {
      return retry(patience);
    }
    boolean goesOn =
        switch (state.take(patience)) {
          case Work.Write write -> {
            write(write);
            yield true;
          }
          case Work.Idle _ -> true;
          case Work.End _ -> false;
        };
    boolean narrow = isNarrow();
    if (narrow || ticks.nanos() - tidied > TIDY) {
      tidy(narrow);
    }
    return goesOn;
  }

  private void write(Work.Write work) {
    if (lane == Lane.LIFE_SAFETY) {
      precedence.take();
    } else {
      precedence.giveWay();
    }
    try {
      append(work);
    } finally {
      if (lane == Lane.LIFE_SAFETY) {
        precedence.release();
      }
    }
  }

  private void append(Work.Write work) {
    long began = System.nanoTime();
    int count = work.batch().count();
    int bytes = work.batch().length();
    try {
      if (room.isNarrow()) {
        throw new IOException(room.sentence());
      }
      segments.append(work.batch().seal(work.first(), work.at()), work.first(), work.at());
    } catch (IOException | RuntimeException e) {
      refuse(work.batch(), e);
      return;
    }
    meters.commit().record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    meters.records().record(count);
    room.wrote(bytes);
    written = count;
    state.written(
        work.batch(),
        new Durable(work.end(), segments.active().segment(), segments.good(), work.at()));
  }

  private void refuse(OpenBatch batch, Exception cause) {
    String why =
        "the disk does not take the %s lane's data: %s. Nothing is acknowledged meanwhile; free space or repair it, the hub goes on by itself"
            .formatted(lane.key(), cause.getMessage());
    log.atWarn().addKeyValue("lane", lane.key()).log(why);
    whole = restored();
    refused = true;
    state.refuse(batch, new BusUnavailableException(why, cause));
  }

  private boolean retry(Duration patience) {
    if (!state.pauseBeforeRetry(patience.compareTo(RETRY) < 0 ? patience : RETRY)) {
      return false;
    }
    tidy(true);
    whole = whole || restored();
    if (whole && !isNarrow() && writable()) {
      refused = false;
      state.accept();
      log.atWarn().addKeyValue("lane", lane.key()).log("the disk takes data again");
    }
    return true;
  }

  private boolean restored() {
    try {
      segments.restore();
      return true;
    } catch (IOException e) {
      log.atDebug().addKeyValue("lane", lane.key()).setCause(e).log("cannot cut the segment back");
      return false;
    }
  }

  private boolean writable() {
    try {
      segments.probe();
      return true;
    } catch (IOException e) {
      whole = false;
      log.atDebug().addKeyValue("lane", lane.key()).setCause(e).log("the disk still refuses");
      return false;
    }
  }

  private boolean isNarrow() {
    try {
      return room.isNarrow();
    } catch (IOException e) {
      log.atDebug().addKeyValue("lane", lane.key()).setCause(e).log("the disk does not answer");
      return false;
    }
  }

  private void tidy(boolean narrow) {
    tidied = ticks.nanos();
    try {
      meters.deleted().increment(retention.apply(narrow));
      afterTidy.run();
    } catch (IOException e) {
      log.atWarn().addKeyValue("lane", lane.key()).setCause(e).log("cannot delete old segments");
    }
  }

  /** Waits until all that was appended before {@link LaneLog#close} is written. */
  @Override
  public void close() throws IOException {
    Thread writing = thread;
    if (writing == null) {
      while (turn(Duration.ZERO)) {
        // until all is written
      }
    } else {
      join(writing);
    }
    segments.close();
  }

  private static void join(Thread writing) {
    boolean interrupted = false;
    while (writing.isAlive()) {
      try {
        writing.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
