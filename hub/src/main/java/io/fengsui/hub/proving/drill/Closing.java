package io.fengsui.hub.proving.drill;

import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.event.EventJournal;
import io.fengsui.hub.event.EventState;
import io.fengsui.hub.event.Mark;
import io.fengsui.hub.proving.drill.DrillTable.Trace;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends drills, and closes their events in the hub's own name. */
@Component
final class Closing {

  private final DrillTable table;
  private final EventJournal journal;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  Closing(DrillTable table, EventJournal journal, AuditLog audit, TransactionTemplate transaction) {
    this.table = table;
    this.journal = journal;
    this.audit = audit;
    this.transaction = transaction;
  }

  /** Closes an event unless it is closed. */
  void close(Trace trace, Instant now) {
    if (!trace.closed()) {
      transaction.executeWithoutResult(
          _ ->
              journal.move(
                  trace.event(), EventState.REJECTED, now, Actor.HUB.name(), Mark.DRILL.key()));
    }
  }

  /** Keeps how a drill ended, and closes what is open of it. */
  void end(Drill drill, Actor by, Instant now) {
    transaction.executeWithoutResult(
        _ -> {
          table.open(drill.device()).ifPresent(trace -> close(trace, now));
          table.update(drill);
          audit.add(
              by,
              drill.hasPassed() ? "drill.passed" : "drill.failed",
              drill.device(),
              words(drill));
        });
  }

  private static Map<String, String> words(Drill drill) {
    String reason = drill.reason();
    return reason == null
        ? Map.of("street", drill.street())
        : Map.of("street", drill.street(), "at", reason);
  }
}
