package io.fengsui.hub.rules;

import io.fengsui.hub.bus.Lane;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a lane's {@link Evaluation}. Ends when told to, or when interrupted; what was not
 * stored is read again at the next start.
 */
final class RulesRunner implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(RulesRunner.class);
  private static final Duration PATIENCE = Duration.ofMillis(50);
  private static final long RETRY_MILLIS = 1000;

  private final Evaluation evaluation;
  private volatile boolean stopping;
  private volatile String trouble = "";

  RulesRunner(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  Evaluation evaluation() {
    return evaluation;
  }

  /** Lets it end after the batch it is at. Any thread. */
  void stop() {
    stopping = true;
  }

  /** Why it does not move; empty while it does. Any thread. */
  String trouble() {
    return trouble;
  }

  @Override
  public void run() {
    Lane lane = evaluation.lane();
    try {
      while (!stopping) {
        evaluate(lane);
      }
    } catch (InterruptedException e) {
      log.atInfo().addKeyValue("lane", lane.key()).log("rules interrupted; the next start replays");
      Thread.currentThread().interrupt();
    }
  }

  /** From the last saved state until told to stop, or until something fails that should not. */
  private void evaluate(Lane lane) throws InterruptedException {
    try (evaluation) {
      evaluation.begin();
      while (!stopping) {
        turn(lane);
      }
      evaluation.finish();
    } catch (IOException | RuntimeException e) {
      log.atError()
          .addKeyValue("lane", lane.key())
          .setCause(e)
          .log("the rules of a lane failed; they begin again from their last saved state");
      pause(e);
    }
  }

  private void turn(Lane lane) throws InterruptedException {
    try {
      evaluation.turn(PATIENCE);
      trouble = "";
    } catch (IOException e) {
      if (trouble.isEmpty()) {
        log.atWarn()
            .addKeyValue("lane", lane.key())
            .setCause(e)
            .log("the rules cannot read the bus; they try again each second");
      }
      pause(e);
    }
  }

  private void pause(Exception e) throws InterruptedException {
    trouble = e.getMessage() == null ? e.toString() : e.getMessage();
    TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
  }
}
