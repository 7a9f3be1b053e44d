package io.fengsui.hub.dispatch.desk;

import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.dispatch.desk.Task.Outcome;
import io.fengsui.hub.event.EventJournal;
import io.fengsui.hub.event.EventState;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An officer's steps. Each is one transaction that moves the task and its event and fills the
 * outbox. A step that the same person took before changes nothing. Thread-safe.
 */
@Component
public class TaskDesk {
  private static final int LONGEST_REASON = 1000;

  private final TaskRows rows;
  private final EventJournal journal;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher publisher;
  private final Clock clock;

  /** Moves a task on, or refuses; empty if that was done before. */
  private interface Step {
    Optional<Task> of(Task task, Instant now);
  }

  TaskDesk(
      JdbcClient jdbc,
      EventJournal journal,
      AuditLog audit,
      PlatformTransactionManager transactions,
      ApplicationEventPublisher publisher,
      Clock clock) {
    this.rows = new TaskRows(jdbc);
    this.journal = journal;
    this.audit = audit;
    this.transaction = new TransactionTemplate(transactions);
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * The officer will go.
   *
   * @throws RefusedException if there is no such task, somebody else accepted it, or it is closed
   */
  public Task accept(long id, Officer officer) {
    return take(
        id,
        officer,
        EventState.ACCEPTED,
        null,
        (task, now) -> TaskSteps.accept(task, officer, now));
  }

  /**
   * The officer is there.
   *
   * @throws RefusedException if there is no such task, or it was not accepted, not by this officer,
   *     or is closed
   */
  public Task arrive(long id, Officer officer) {
    return take(
        id, officer, EventState.ON_SITE, null, (task, now) -> TaskSteps.arrive(task, officer, now));
  }

  /**
   * It is done, or was for nothing.
   *
   * @param reason 1 to 1,000 characters
   * @throws RefusedException if there is no such task, or it was not accepted, not by this officer,
   *     or closed otherwise; if the reason is missing or too long
   */
  public Task close(long id, Officer officer, Outcome outcome, String reason) {
    String why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      throw RefusedException.invalid(
          List.of(
              new FieldProblem(
                  "reason", "请写明原因（不超过 1000 字）", "Say why, in 1 to 1,000 characters")));
    }
    return take(
        id,
        officer,
        outcome == Outcome.RESOLVED ? EventState.RESOLVED : EventState.REJECTED,
        why,
        (task, now) -> TaskSteps.close(task, officer, now, outcome, why));
  }

  private Task take(
      long id, Officer officer, EventState eventState, @Nullable String reason, Step step) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    record Taken(Task task, boolean changed) {}
    Taken taken =
        transaction.execute(
            _ -> {
              Task task = rows.lock(id).orElseThrow(() -> unknown(id));
              Optional<Task> next = step.of(task, now);
              next.ifPresent(
                  moved -> {
                    rows.update(moved);
                    journal.move(moved.event(), eventState, now, officer.account(), reason);
                    audit.add(
                        officer.actor(), "task." + action(moved), "task/" + id, details(moved));
                  });
              return new Taken(next.orElse(task), next.isPresent());
            });
    if (taken.changed()) {
      publisher.publishEvent(new TaskChanged(taken.task()));
    }
    return taken.task();
  }

  private static String action(Task task) {
    return switch (task.state()) {
      case OPEN -> "open";
      case ACCEPTED -> "accept";
      case ON_SITE -> "arrive";
      case CLOSED -> "close";
    };
  }

  private static Map<String, String> details(Task task) {
    Outcome outcome = task.outcome();
    String reason = task.reason();
    return outcome == null || reason == null
        ? Map.of("event", task.event())
        : Map.of("event", task.event(), "outcome", outcome.key(), "reason", reason);
  }

  /** Says that there is no such task. */
  public static RefusedException unknown(long id) {
    return new RefusedException(
        RefusedException.Kind.NOT_FOUND,
        "没有任务 %d。".formatted(id),
        "There is no task %d.".formatted(id));
  }
}
