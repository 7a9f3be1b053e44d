package io.fengsui.hub.web.stream;

import io.fengsui.hub.dispatch.desk.Task;
import io.fengsui.hub.dispatch.desk.TaskChanged;
import io.fengsui.hub.event.EventChanged;
import io.fengsui.hub.event.EventState;
import io.fengsui.hub.event.Severity;
import io.fengsui.hub.link.LinkChanged;
import io.fengsui.hub.proving.ProvingChanged;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the open pages at once what has happened to events, tasks, links, tests, bypasses and
 * drills.
 */
@Component
class LiveUpdates {
  private final LiveStream stream;

  LiveUpdates(LiveStream stream) {
    this.stream = stream;
  }

  private record EventLine(
      String id,
      int revision,
      Severity severity,
      EventState state,
      boolean active,
      @Nullable String primary) {}

  private record TaskLine(long id, String event, Task.State state, @Nullable String assignee) {}

  @EventListener
  void tell(EventChanged changed) {
    var e = changed.revision().event();
    stream.tell(
        "event",
        new EventLine(e.id(), e.revision(), e.severity(), e.state(), e.active(), e.primaryEvent()));
  }

  @EventListener
  void tell(TaskChanged changed) {
    var t = changed.task();
    stream.tell("task", new TaskLine(t.id(), t.event(), t.state(), t.assignee()));
  }

  @EventListener
  void tell(ProvingChanged changed) {
    stream.tell("proving", changed);
  }

  @EventListener
  void tell(LinkChanged changed) {
    stream.tell("link", changed.status());
  }
}
