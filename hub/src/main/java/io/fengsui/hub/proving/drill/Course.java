package io.fengsui.hub.proving.drill;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.proving.drill.Drill.Halt;
import io.fengsui.hub.proving.drill.DrillTable.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Follows the alarm of one drill from stage to stage. Reads no clock; used by one thread, which
 * calls {@link #step} until it is done.
 */
final class Course {
  private static final Logger log = LoggerFactory.getLogger(Course.class);

  private final DrillTable table;
  private final Signaller signaller;
  private final Closing closing;
  private final Drill drill;
  private final Duration limit;
  private final DeviceId device;
  private final CompletableFuture<?> alarm;

  private @Nullable Instant storedAt;
  private @Nullable Instant eventAt;
  private @Nullable Instant deskAt;
  private @Nullable Instant taskAt;
  private @Nullable String event;
  private @Nullable CompletableFuture<?> end;
  private @Nullable Halt halt;
  private boolean done;

  Course(DrillTable table, Signaller signaller, Closing closing, Drill drill, Duration limit) {
    this.table = table;
    this.signaller = signaller;
    this.closing = closing;
    this.drill = drill;
    this.limit = limit;
    this.device = new DeviceId(drill.device());
    this.alarm = signaller.raise(device);
  }

  boolean isDone() {
    return done;
  }

  /** Goes on as far as it can at a time; what the database does not tell is asked again. */
  void step(Instant now) {
    try {
      advance(now);
    } catch (DataAccessException | TransactionException e) {
      log.atDebug().setCause(e).log("a drill waits for the database");
    }
    if (!done && !now.isBefore(since().plus(limit))) {
      halt(late());
    }
  }

  private void advance(Instant now) {
    if (storedAt == null && alarm.isDone()) {
      if (alarm.isCompletedExceptionally()) {
        halt(Halt.BUS);
        return;
      }
      storedAt = now;
    }
    if (storedAt != null && eventAt == null) {
      Optional<Trace> trace = table.open(drill.device());
      if (trace.isPresent()) {
        event = trace.get().event();
        eventAt = now;
      }
    }
    if (event != null) {
      table.event(event).ifPresent(trace -> follow(trace, now));
    }
  }

  private void follow(Trace trace, Instant now) {
    if (deskAt == null && (trace.tasked() || !trace.desk())) {
      deskAt = now;
      taskAt = trace.tasked() ? now : null;
    }
    if (deskAt == null) {
      return;
    }
    if (end == null) {
      closing.close(trace, now);
      end = signaller.end(device);
    }
    done = trace.closed() && !trace.active();
  }

  /** Gives up: what is there of the alarm is ended all the same. */
  private void halt(Halt where) {
    halt = where;
    done = true;
    alarm.cancel(true);
    if (end == null) {
      end = signaller.end(device);
    }
  }

  /** From when on the limit counts. */
  private Instant since() {
    return deskAt == null ? drill.beganAt() : deskAt;
  }

  private Halt late() {
    if (storedAt == null) {
      return Halt.BUS;
    }
    return eventAt == null ? Halt.EVENT : deskAt == null ? Halt.DESK : Halt.OVER;
  }

  /** The drill as it ended. */
  Drill ended(Instant now) {
    return new Drill(
        drill.id(),
        drill.street(),
        drill.device(),
        drill.person(),
        drill.dueAt(),
        drill.beganAt(),
        storedAt,
        eventAt,
        taskAt,
        now,
        halt == null,
        halt == null ? null : halt.key(),
        event);
  }
}
