package io.fengsui.hub.event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Repeats a transaction until the database takes it: 50 ms after the first failure, then twice as
 * long each time up to 5 s. An outage is one warning, and one line when it is over. Thread-safe.
 */
public final class DatabasePatience {
  private static final Logger log = LoggerFactory.getLogger(DatabasePatience.class);
  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final Pause pause;
  private final AtomicReference<Optional<Outage>> outage = new AtomicReference<>(Optional.empty());

  /** A database that does not take what it is given. */
  public record Outage(Instant since, String reason) {}

  /** A way to wait. */
  @FunctionalInterface
  public interface Pause {
    void of(Duration span) throws InterruptedException;
  }

  public DatabasePatience(InstantSource clock) {
    this(clock, Thread::sleep);
  }

  /**
   * A patience that waits in its own way.
   *
   * @param pause waits on the thread that insists
   */
  public DatabasePatience(InstantSource clock, Pause pause) {
    this.clock = clock;
    this.pause = pause;
  }

  /** Set while something waits for the database. */
  public Optional<Outage> outage() {
    return outage.get();
  }

  /**
   * Runs it, on the caller's thread, until it succeeds.
   *
   * @param transaction runs again from its beginning after a failure
   * @throws InterruptedException if interrupted while waiting; the transaction did not happen, or
   *     will be known when it is tried again
   * @throws DataIntegrityViolationException at once: the same rows will never be taken
   */
  public <T> T insist(Supplier<T> transaction) throws InterruptedException {
    Duration span = SHORTEST;
    while (true) {
      try {
        T result = transaction.get();
        back();
        return result;
      } catch (DataIntegrityViolationException e) {
        throw e;
      } catch (DataAccessException | TransactionException e) {
        away(e);
      }
      pause.of(span);
      Duration doubled = span.multipliedBy(2);
      span = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
  }

  private void away(RuntimeException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason = String.valueOf(cause.getMessage());
    var now = new Outage(clock.instant(), reason);
    if (outage.compareAndSet(Optional.empty(), Optional.of(now))) {
      log.atWarn()
          .addKeyValue("reason", reason)
          .log("the database does not answer: events wait on the bus and nothing is lost");
    }
  }

  private void back() {
    Optional<Outage> was = outage.get();
    if (was.isPresent() && outage.compareAndSet(was, Optional.empty())) {
      log.atInfo()
          .addKeyValue("away", Duration.between(was.get().since(), clock.instant()))
          .log("the database answers again");
    }
  }
}
