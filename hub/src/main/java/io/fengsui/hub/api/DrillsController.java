package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.event.Label;
import io.fengsui.hub.proving.drill.Drill;
import io.fengsui.hub.proving.drill.DrillSettings;
import io.fengsui.hub.proving.drill.Drills;
import io.fengsui.hub.proving.drill.Halts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Drills: how they went, and one now. */
@RestController
@RequestMapping("/api/drills")
class DrillsController {

  private final Drills drills;
  private final DrillSettings settings;

  DrillsController(Drills drills, DrillSettings settings) {
    this.drills = drills;
    this.settings = settings;
  }

  /**
   * All streets.
   *
   * @param at time of day, or {@code off}
   * @param nextAt when drills are due next; absent if they are off
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DrillsView(String at, String zone, @Nullable Instant nextAt, List<StreetView> streets) {}

  /**
   * A street; absent what it never had.
   *
   * @param missed whether the drill that was due last has not begun
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StreetView(
      String street, @Nullable Instant lastPassedAt, @Nullable DrillView last, boolean missed) {}

  /**
   * One drill. Of what did not happen the time is absent.
   *
   * @param by who asked for it; {@code hub} for the daily one
   * @param millis from the alarm until the desk had it, or until its event if the desk is off
   * @param reason {@code bus, event, desk, over} or {@code stopped}: where it did not come through
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DrillView(
      String id,
      String street,
      String device,
      String by,
      @Nullable Instant dueAt,
      Instant beganAt,
      @Nullable Instant storedAt,
      @Nullable Instant eventAt,
      @Nullable Instant taskAt,
      @Nullable Instant endedAt,
      @Nullable Boolean passed,
      @Nullable Long millis,
      @Nullable String reason,
      @Nullable Label detail,
      @Nullable String event) {}

  /** Which streets; all if none is named. */
  record Wish(@Nullable List<String> streets) {}

  /** Those that were asked for. */
  record ResultView(List<DrillView> items) {}

  @GetMapping
  @PreAuthorize("hasAnyRole('OPERATOR', 'INSTALLER')")
  DrillsView list() {
    return new DrillsView(
        settings.at(),
        settings.zone(),
        drills.nextDue().orElse(null),
        drills.streets().stream().map(DrillsController::view).toList());
  }

  /** Answers when they ended: after at most twice the limit. */
  @PostMapping("/run")
  @PreAuthorize("hasRole('OPERATOR')")
  ResultView run(@RequestBody Wish wish, Actor actor) throws InterruptedException {
    List<String> streets = wish.streets() == null ? List.of() : wish.streets();
    return new ResultView(drills.run(streets, actor).stream().map(DrillsController::view).toList());
  }

  private static StreetView view(Drills.Street street) {
    Drill last = street.last();
    return new StreetView(
        street.name(), street.passedAt(), last == null ? null : view(last), street.missed());
  }

  private static DrillView view(Drill drill) {
    Instant through = drill.taskAt() == null ? drill.eventAt() : drill.taskAt();
    return new DrillView(
        drill.id(),
        drill.street(),
        drill.device(),
        drill.person(),
        drill.dueAt(),
        drill.beganAt(),
        drill.storedAt(),
        drill.eventAt(),
        drill.taskAt(),
        drill.endedAt(),
        drill.passed(),
        through == null ? null : Duration.between(drill.beganAt(), through).toMillis(),
        drill.reason(),
        Drill.Halt.of(drill.reason()).map(Halts::sentence).orElse(null),
        drill.event());
  }
}
