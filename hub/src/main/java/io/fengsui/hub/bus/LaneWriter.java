package io.fengsui.hub.bus;

import io.fengsui.hub.bus.LaneLog.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a lane that writes. Everything that arrived while the batch before was being synced
 * goes to disk with one write and one {@code fsync}; a lone message goes at once. While telemetry
 * is dense it lets a little more of it gather, since each {@code fsync} costs the processor as much
 * as some two hundred messages; life-safety never waits. While the disk refuses, it tries again by
 * itself.
 */
final class LaneWriter implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LaneWriter.class);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration TIDY = Duration.ofSeconds(30);
  private static final long GATHER_NANOS = 2_000_000;
  private static final int DENSE = 32;

  private final Lane lane;
  private final LaneLog state;
  private final SegmentWriter segments;
  private final Retention retention;
  private final LaneMeters meters;
  private final Thread thread;

  LaneWriter(
      Lane lane, LaneLog state, SegmentWriter segments, Retention retention, LaneMeters meters) {
    this.lane = lane;
    this.state = state;
    this.segments = segments;
    this.retention = retention;
    this.meters = meters;
    thread = Thread.ofPlatform().name("bus-" + lane.key()).start(this::run);
  }

  private void run() {
    long tidied = System.nanoTime();
    for (Work work = state.take(TIDY); !(work instanceof Work.End); work = state.take(TIDY)) {
      if (work instanceof Work.Write write) {
        int count = write.batch().count();
        write(write);
        if (lane == Lane.TELEMETRY && count >= DENSE) {
          LockSupport.parkNanos(GATHER_NANOS);
        }
      }
      if (System.nanoTime() - tidied > TIDY.toNanos()) {
        tidied = System.nanoTime();
        tidy();
      }
    }
  }

  private void write(Work.Write work) {
    long began = System.nanoTime();
    int count = work.batch().count();
    try {
      segments.append(work.batch().seal(work.first(), work.at()), work.first());
    } catch (IOException | RuntimeException e) {
      refuse(work.batch(), e);
      return;
    }
    meters.commit().record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    meters.records().record(count);
    state.written(
        work.batch(),
        new Durable(work.first() + count, segments.active(), segments.good(), work.at()));
  }

  private void refuse(OpenBatch batch, Exception cause) {
    String why =
        "the disk does not take the %s lane's data: %s. Nothing is acknowledged meanwhile; free space or repair it, the hub goes on by itself"
            .formatted(lane.key(), cause.getMessage());
    log.atWarn().addKeyValue("lane", lane.key()).log(why);
    boolean whole = restored();
    state.refuse(batch, new BusUnavailableException(why, cause));
    while (!whole || !writable()) {
      if (!state.pauseBeforeRetry(RETRY)) {
        return;
      }
      tidy();
      whole = restored();
    }
    state.accept();
    log.atWarn().addKeyValue("lane", lane.key()).log("the disk takes data again");
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
      log.atDebug().addKeyValue("lane", lane.key()).setCause(e).log("the disk still refuses");
      return false;
    }
  }

  private void tidy() {
    try {
      meters.deleted().increment(retention.apply());
    } catch (IOException e) {
      log.atWarn().addKeyValue("lane", lane.key()).setCause(e).log("cannot delete old segments");
    }
  }

  /** Waits until all that was appended before {@link LaneLog#close} is written. */
  @Override
  public void close() throws IOException {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    segments.close();
  }
}
