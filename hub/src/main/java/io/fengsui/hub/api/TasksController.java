package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.dispatch.desk.Officer;
import io.fengsui.hub.dispatch.desk.Task;
import io.fengsui.hub.dispatch.desk.TaskDesk;
import io.fengsui.hub.dispatch.desk.TaskLog;
import io.fengsui.hub.dispatch.desk.TaskLog.Selection;
import io.fengsui.hub.event.EventLog;
import io.fengsui.hub.event.Evidence;
import io.fengsui.hub.event.HistoryEntry;
import io.fengsui.hub.event.Label;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tasks, and an officer's steps. */
@RestController
@RequestMapping("/api/tasks")
class TasksController {
  private final TaskLog log;
  private final TaskDesk desk;
  private final EventLog events;
  private final EventViews views;

  TasksController(TaskLog log, TaskDesk desk, EventLog events, EventViews views) {
    this.log = log;
    this.desk = desk;
    this.events = events;
    this.views = views;
  }

  /**
   * A task with its event.
   *
   * @param also the secondary alarms that follow the event; absent in lists
   * @param history what happened to the event; absent in lists
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TaskView(
      long id,
      EventView event,
      Task.State state,
      @Nullable String assignee,
      Instant createdAt,
      @Nullable Instant acceptedAt,
      @Nullable Instant arrivedAt,
      @Nullable Instant closedAt,
      Task.@Nullable Outcome outcome,
      @Nullable String reason,
      @Nullable String closedBy,
      Label advice,
      List<Evidence> evidence,
      @Nullable List<EventView> also,
      @Nullable List<HistoryEntry> history) {}

  /** How a task ends. */
  record Closing(@Nullable String outcome, @Nullable String reason) {}

  @GetMapping
  @PreAuthorize("hasAnyRole('OFFICER', 'OPERATOR', 'ADMIN')")
  Page<TaskView> list(
      @RequestParam(defaultValue = "open") String state,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      Authentication person) {
    Selection selection =
        Words.read("state", state, word -> Selection.valueOf(word.toUpperCase(Locale.ROOT)));
    int number = Page.number(page);
    int most = Page.size(size);
    List<TaskView> items =
        log.list(selection, person.getName(), number, most).stream()
            .map(listed -> view(listed, null, null))
            .toList();
    return new Page<>(items, number, most, log.count(selection, person.getName()));
  }

  @GetMapping("/{id}")
  @PreAuthorize("hasAnyRole('OFFICER', 'OPERATOR', 'ADMIN')")
  TaskView show(@PathVariable long id) {
    TaskLog.Listed found = log.find(id).orElseThrow(() -> TaskDesk.unknown(id));
    String event = found.event().id();
    return view(found, views.views(events.followers(event)), events.history(event));
  }

  @PostMapping("/{id}/accept")
  @PreAuthorize("hasAnyRole('OFFICER', 'ADMIN')")
  TaskView accept(@PathVariable long id, Actor actor, Authentication person) {
    return show(desk.accept(id, officer(actor, person)).id());
  }

  @PostMapping("/{id}/arrive")
  @PreAuthorize("hasAnyRole('OFFICER', 'ADMIN')")
  TaskView arrive(@PathVariable long id, Actor actor, Authentication person) {
    return show(desk.arrive(id, officer(actor, person)).id());
  }

  @PostMapping("/{id}/close")
  @PreAuthorize("hasAnyRole('OFFICER', 'ADMIN')")
  TaskView close(
      @PathVariable long id, @RequestBody Closing closing, Actor actor, Authentication person) {
    String outcome = closing.outcome();
    if (outcome == null) {
      throw RefusedException.invalid(
          List.of(new FieldProblem("outcome", "请选择处理结果", "Say how it ended")));
    }
    String reason = closing.reason() == null ? "" : closing.reason();
    return show(
        desk.close(
                id,
                officer(actor, person),
                Words.read("outcome", outcome, Task.Outcome::of),
                reason)
            .id());
  }

  private static Officer officer(Actor actor, Authentication person) {
    boolean admin =
        person.getAuthorities().stream()
            .anyMatch(authority -> "ROLE_ADMIN".equals(authority.getAuthority()));
    return new Officer(actor, admin);
  }

  private TaskView view(
      TaskLog.Listed listed, @Nullable List<EventView> also, @Nullable List<HistoryEntry> history) {
    Task task = listed.task();
    return new TaskView(
        task.id(),
        views.view(listed.event(), task.id(), listed.sounding()),
        task.state(),
        task.assignee(),
        task.createdAt(),
        task.acceptedAt(),
        task.arrivedAt(),
        task.closedAt(),
        task.outcome(),
        task.reason(),
        task.closedBy(),
        listed.event().advice(),
        listed.event().evidence(),
        also,
        history);
  }
}
