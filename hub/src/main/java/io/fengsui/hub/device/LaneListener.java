package io.fengsui.hub.device;

import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.BusReader;
import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.bus.LaneThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one lane to its end, and goes on until stopped; what is on disk by then is read first. */
final class LaneListener {

  private static final Logger log = LoggerFactory.getLogger(LaneListener.class);
  private static final int BATCH = 1024;

  /**
   * Also how long a stop may go unnoticed: an interrupt would close the file that is being read.
   */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Lane lane;
  private final BusReader reader;
  private final Consumer<Entry> ear;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile long next;
  private boolean troubled;

  LaneListener(Bus bus, Lane lane, String group, Consumer<Entry> ear) {
    this.lane = lane;
    this.reader = bus.reader(lane, group);
    this.ear = ear;
    this.next = reader.committed();
    this.thread = LaneThreads.bulk("device-health-" + lane.key(), this::listen);
    thread.setDaemon(true);
  }

  Lane lane() {
    return lane;
  }

  void start() {
    thread.start();
  }

  /** Everything before this position has been heard. */
  long position() {
    return next;
  }

  /** Says that everything before the position is safe in the database. */
  void commit(long position) throws IOException {
    reader.commit(position);
  }

  /** Returns when the thread has ended. */
  void stop() throws InterruptedException {
    stopping = true;
    if (!thread.join(STOP)) {
      log.atWarn().addKeyValue("lane", lane.key()).log("still reading the lane at the stop");
    }
  }

  void close() {
    reader.close();
  }

  private void listen() {
    boolean more = true;
    while (more) {
      try {
        var batch = reader.read(BATCH, stopping ? Duration.ZERO : PATIENCE);
        for (Entry entry : batch.entries()) {
          ear.accept(entry);
        }
        next = batch.next();
        troubled = false;
        more = !stopping || !batch.entries().isEmpty();
      } catch (InterruptedException e) {
        log.atWarn().addKeyValue("lane", lane.key()).log("interrupted; no longer listening");
        more = false;
      } catch (IOException e) {
        more = pause(e);
      }
    }
  }

  /** Waits before the next try; false when the stop has come. */
  private boolean pause(IOException e) {
    if (!troubled) {
      troubled = true;
      log.atWarn().addKeyValue("lane", lane.key()).setCause(e).log("the lane cannot be read");
    }
    if (stopping) {
      return false;
    }
    try {
      Thread.sleep(RETRY);
      return true;
    } catch (InterruptedException interrupted) {
      return false;
    }
  }
}
