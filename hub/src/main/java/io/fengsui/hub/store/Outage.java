package io.fengsui.hub.store;

import io.fengsui.hub.bus.Lane;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time in which a store refuses: told once when it begins and once when it ends, and in it
 * pauses that grow from try to try.
 */
final class Outage {

  private static final Logger log = LoggerFactory.getLogger(Outage.class);
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final Lane lane;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile String trouble = "";
  private Duration pause = FIRST;
  private long since;

  Outage(Lane lane) {
    this.lane = lane;
  }

  /** Why the store refuses; empty while it does not. Any thread. */
  String trouble() {
    return trouble;
  }

  /** Ends all pauses. Any thread. */
  void end() {
    ended.countDown();
  }

  /** An {@link IOException} is what stores do; anything else is a fault of the hub. */
  void failed(Exception e) {
    if (trouble.isEmpty()) {
      since = System.nanoTime();
      var told = e instanceof IOException ? log.atWarn() : log.atError().setCause(e);
      told.addKeyValue("lane", lane.key())
          .addKeyValue("why", e.getMessage())
          .log("the history takes nothing; readings wait on the bus");
    }
    trouble = e instanceof IOException ? String.valueOf(e.getMessage()) : e.toString();
  }

  void over() {
    if (!trouble.isEmpty()) {
      log.atInfo()
          .addKeyValue("lane", lane.key())
          .addKeyValue("seconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since))
          .log("the history takes readings again");
    }
    trouble = "";
    pause = FIRST;
  }

  void pause() throws InterruptedException {
    ended.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
