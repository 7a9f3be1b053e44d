package io.fengsui.hub.dispatch;

import io.fengsui.hub.event.DatabasePatience;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Delivers one channel's outbox: at once when told of a commit, else it looks every second. Runs on
 * one thread and starts one more for each notification of a turn but the first.
 */
final class OutboxWorker implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(OutboxWorker.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Channel channel;
  private final OutboxRows rows;
  private final TransactionTemplate transaction;
  private final DatabasePatience patience;
  private final BackOff backOff;
  private final InstantSource clock;
  private final OutboxMeters meters;
  private final int most;
  private final Semaphore work = new Semaphore(1);
  private volatile boolean draining;
  private Instant lastTurn = Instant.EPOCH;
  private String lastError = "";

  /**
   * @param most notifications of one turn; finding them takes a look at all that waits
   */
  OutboxWorker(
      Channel channel,
      OutboxRows rows,
      TransactionTemplate transaction,
      DatabasePatience patience,
      BackOff backOff,
      InstantSource clock,
      OutboxMeters meters,
      int most) {
    this.channel = channel;
    this.rows = rows;
    this.transaction = transaction;
    this.patience = patience;
    this.backOff = backOff;
    this.clock = clock;
    this.meters = meters;
    this.most = most;
  }

  /** Says that there may be something to deliver. Any thread. */
  void wake() {
    if (work.availablePermits() == 0) {
      work.release();
    }
  }

  /** Lets the worker end as soon as nothing is due. Any thread. */
  void drain() {
    draining = true;
    wake();
  }

  @Override
  public void run() {
    try {
      begin();
      while (true) {
        boolean idle = turn() == 0;
        if (idle && draining) {
          return;
        }
        if (idle) {
          meters.sample(rows::depth);
          boolean woken = work.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
          log.trace("woken: {}", woken);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes due at once what an earlier life had put off. */
  void begin() throws InterruptedException {
    patience.insist(
        () ->
            transaction.execute(
                _ -> {
                  rows.release();
                  return true;
                }));
  }

  /**
   * Delivers what is due, until the channel fails.
   *
   * @return how many notifications were due
   */
  int turn() throws InterruptedException {
    Instant now = clock.instant();
    if (now.isBefore(lastTurn)) {
      begin(); // the clock was set back: what was put off may be far away by now
    }
    lastTurn = now;
    List<Notification> due =
        patience.insist(() -> transaction.execute(_ -> rows.attempt(now, most)));
    var left = new ConcurrentLinkedQueue<Notification>(due);
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < Math.min(channel.parallelism(), due.size()); i++) {
      String name = channel.name() + "-delivery";
      others.add(Thread.ofVirtual().name(name).start(() -> deliverAll(left)));
    }
    deliverAll(left);
    for (Thread other : others) {
      other.join();
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return due.size();
  }

  /** Until none is left; a channel that fails is left alone for the rest of the turn. */
  private void deliverAll(Queue<Notification> left) {
    for (Notification next = left.poll(); next != null; next = left.poll()) {
      if (!attempt(next)) {
        left.clear();
      }
    }
  }

  /** Whether the channel took or refused it. */
  private boolean attempt(Notification notification) {
    try {
      Delivery delivery = deliver(notification);
      patience.insist(
          () ->
              transaction.execute(
                  _ -> {
                    settle(notification, delivery);
                    return true;
                  }));
      meters.attempted(notification, delivery, clock.instant());
      tell(delivery);
      return !(delivery instanceof Delivery.Retry);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the next start tries again
      return false;
    }
  }

  private Delivery deliver(Notification notification) throws InterruptedException {
    try {
      return channel.deliver(notification);
    } catch (RuntimeException e) {
      return new Delivery.Retry(e.toString(), Optional.empty());
    }
  }

  private void settle(Notification notification, Delivery delivery) {
    long id = notification.id();
    switch (delivery) {
      case Delivery.Delivered(var reference) -> rows.delivered(id, clock.instant(), reference);
      case Delivery.Refused(var reason) -> rows.refused(id, clock.instant(), reason);
      case Delivery.Retry(var reason, var after) -> {
        Duration pause = after.orElseGet(() -> backOff.after(notification.attempt()));
        rows.again(id, clock.instant().plus(pause), reason);
      }
    }
  }

  /** One line when a channel begins to fail, fails otherwise, or works again. */
  private synchronized void tell(Delivery delivery) {
    String error =
        switch (delivery) {
          case Delivery.Delivered _ -> "";
          case Delivery.Refused(var reason) -> "refused: " + reason;
          case Delivery.Retry(var reason, _) -> reason;
        };
    if (error.equals(lastError)) {
      return;
    }
    if (error.isEmpty()) {
      log.atInfo().addKeyValue("channel", channel.name()).log("hands events over again");
    } else {
      log.atWarn()
          .addKeyValue("channel", channel.name())
          .addKeyValue("reason", error)
          .log("cannot hand an event over; it is kept");
    }
    lastError = error;
  }
}
