package io.fengsui.hub.dispatch.desk;

import io.fengsui.hub.dispatch.Channel;
import io.fengsui.hub.dispatch.Delivery;
import io.fengsui.hub.dispatch.Notification;
import io.fengsui.hub.event.EventRevision;
import io.fengsui.hub.event.HistoryEntry;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes one task of each event that asks for one, and marks it when the alarm comes again or grows
 * graver.
 */
@Component
class DeskChannel implements Channel {
  private final TaskRows rows;
  private final DeskSettings settings;
  private final ApplicationEventPublisher publisher;
  private final Clock clock;

  DeskChannel(
      JdbcClient jdbc, DeskSettings settings, ApplicationEventPublisher publisher, Clock clock) {
    this.rows = new TaskRows(jdbc);
    this.settings = settings;
    this.publisher = publisher;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "desk";
  }

  @Override
  public int parallelism() {
    return 4;
  }

  @Override
  public boolean wants(EventRevision revision) {
    return settings.enabled()
        && (revision.change().kind() == HistoryEntry.Kind.FOLDED || asks(revision));
  }

  private static boolean asks(EventRevision revision) {
    return revision.event().makesTask()
        && (revision.change().kind() == HistoryEntry.Kind.RAISED
            || revision.change().kind() == HistoryEntry.Kind.ESCALATED);
  }

  @Override
  public Delivery deliver(Notification notification) {
    boolean folded = notification.type().endsWith(".folded");
    Optional<Task> task =
        folded
            ? rows.fold(notification.event(), clock.instant())
            : rows.open(notification.event(), clock.instant());
    task.map(TaskChanged::new).ifPresent(publisher::publishEvent);
    return new Delivery.Delivered(task.map(t -> String.valueOf(t.id())).orElse(""));
  }
}
