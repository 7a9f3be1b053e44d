package io.fengsui.hub.dispatch.desk;

import io.fengsui.hub.dispatch.desk.Task.Outcome;
import io.fengsui.hub.dispatch.desk.Task.State;
import io.fengsui.hub.problem.RefusedException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a task allows: open, accepted, on site, closed. Pure. Each step answers the task as it is
 * afterwards, or nothing when the same person did the same before.
 */
final class TaskSteps {

  private TaskSteps() {}

  static Optional<Task> accept(Task task, Officer officer, Instant now) {
    return switch (task.state()) {
      case OPEN -> Optional.of(with(task, State.ACCEPTED, officer.account(), now, null));
      case ACCEPTED, ON_SITE -> {
        if (officer.account().equals(task.assignee())) {
          yield Optional.empty();
        }
        throw acceptedBySomebodyElse(task);
      }
      case CLOSED -> throw closed(task);
    };
  }

  static Optional<Task> arrive(Task task, Officer officer, Instant now) {
    return switch (task.state()) {
      case OPEN ->
          throw conflict(
              "请先接受任务 %d，再报告到场。".formatted(task.id()),
              "Accept task %d first, then report that you arrived.".formatted(task.id()));
      case ACCEPTED -> {
        mine(task, officer);
        yield Optional.of(with(task, State.ON_SITE, task.assignee(), task.acceptedAt(), now));
      }
      case ON_SITE -> {
        mine(task, officer);
        yield Optional.empty();
      }
      case CLOSED -> throw closed(task);
    };
  }

  static Optional<Task> close(
      Task task, Officer officer, Instant now, Outcome outcome, String reason) {
    return switch (task.state()) {
      case OPEN ->
          throw conflict(
              "请先接受任务 %d，再关闭。".formatted(task.id()),
              "Accept task %d first, then close it.".formatted(task.id()));
      case ACCEPTED, ON_SITE -> {
        mine(task, officer);
        yield Optional.of(
            new Task(
                task.id(),
                task.event(),
                State.CLOSED,
                task.assignee(),
                task.createdAt(),
                task.acceptedAt(),
                task.arrivedAt(),
                now,
                outcome,
                reason,
                officer.account(),
                task.version() + 1));
      }
      case CLOSED -> {
        if (officer.account().equals(task.closedBy()) && outcome == task.outcome()) {
          yield Optional.empty();
        }
        throw closed(task);
      }
    };
  }

  private static Task with(
      Task task,
      State state,
      @Nullable String assignee,
      @Nullable Instant acceptedAt,
      @Nullable Instant arrivedAt) {
    return new Task(
        task.id(),
        task.event(),
        state,
        assignee,
        task.createdAt(),
        acceptedAt,
        arrivedAt,
        null,
        null,
        null,
        null,
        task.version() + 1);
  }

  private static void mine(Task task, Officer officer) {
    if (!officer.admin() && !officer.account().equals(task.assignee())) {
      throw acceptedBySomebodyElse(task);
    }
  }

  private static RefusedException acceptedBySomebodyElse(Task task) {
    return conflict(
        "任务 %d 已由 %s 接受。".formatted(task.id(), task.assignee()),
        "Task %d was accepted by %s.".formatted(task.id(), task.assignee()));
  }

  private static RefusedException closed(Task task) {
    return conflict(
        "任务 %d 已由 %s 关闭。".formatted(task.id(), task.closedBy()),
        "Task %d was closed by %s.".formatted(task.id(), task.closedBy()));
  }

  private static RefusedException conflict(String zh, String en) {
    return new RefusedException(RefusedException.Kind.CONFLICT, zh, en);
  }
}
