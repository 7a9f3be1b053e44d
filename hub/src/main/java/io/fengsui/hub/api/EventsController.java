package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fengsui.hub.event.EventLog;
import io.fengsui.hub.event.EventState;
import io.fengsui.hub.event.HistoryEntry;
import io.fengsui.hub.event.Severity;
import io.fengsui.hub.problem.RefusedException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the rules found. */
@RestController
@RequestMapping("/api/events")
class EventsController {
  private final EventLog log;
  private final EventViews views;

  EventsController(EventLog log, EventViews views) {
    this.log = log;
    this.views = views;
  }

  /**
   * One event with all that happened to it, and who was told.
   *
   * @param follows the event that it follows, if it is a secondary one and that was there
   * @param also the secondary ones that follow it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EventDetail(
      @JsonUnwrapped EventView event,
      @Nullable EventView follows,
      List<EventView> also,
      List<HistoryEntry> history,
      List<EventLog.HandOver> handOvers) {}

  /**
   * The newest first.
   *
   * @param state states with commas between them; {@code open} for those not closed, {@code active}
   *     for those whose condition still holds
   * @param severity I to IV with commas between them
   */
  @GetMapping
  Page<EventView> list(
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String severity,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    boolean active = state.equals("active");
    Set<EventState> states =
        switch (state) {
          case "active" -> Set.of();
          case "open" -> EnumSet.range(EventState.RAISED, EventState.ON_SITE);
          default -> Words.readAll("state", state, EventState::of);
        };
    var filter =
        new EventLog.Filter(states, Words.readAll("severity", severity, Severity::valueOf), active);
    int number = Page.number(page);
    int most = Page.size(size);
    List<EventView> items = views.views(log.list(filter, number, most));
    return new Page<>(items, number, most, log.count(filter));
  }

  @GetMapping("/{id}")
  EventDetail show(@PathVariable String id) {
    EventLog.Listed found =
        log.find(id)
            .orElseThrow(
                () ->
                    new RefusedException(
                        RefusedException.Kind.NOT_FOUND,
                        "没有事件 %s。".formatted(id),
                        "There is no event %s.".formatted(id)));
    return new EventDetail(
        views.view(found),
        Optional.ofNullable(found.event().primaryEvent())
            .flatMap(log::find)
            .map(views::view)
            .orElse(null),
        views.views(log.followers(id)),
        log.history(id),
        log.handOvers(id));
  }
}
