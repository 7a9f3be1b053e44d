package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fengsui.hub.proving.Drill;
import io.fengsui.hub.proving.Drills;
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

/** Drills: test alarms that the hub raises itself and follows to the desk. */
@RestController
@RequestMapping("/api/drills")
class DrillsController {

  private final Drills drills;

  DrillsController(Drills drills) {
    this.drills = drills;
  }

  /** Which street. */
  record RunRequest(@Nullable String street) {}

  /**
   * A drill.
   *
   * @param passed absent while it runs
   * @param reason where it stopped: {@code not-on-bus}, {@code no-event} or {@code no-task}; absent
   *     if it came through
   * @param afterMillis from the alarm to its task on the desk
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DrillView(
      String id,
      String street,
      String device,
      Instant beganAt,
      @Nullable Boolean passed,
      @Nullable String reason,
      @Nullable Long afterMillis) {}

  /** The streets that are drilled, and the latest 200 drills. */
  record DrillsView(List<String> streets, List<DrillView> items) {}

  @GetMapping
  DrillsView list() {
    return new DrillsView(
        drills.streets(), drills.all().stream().map(DrillsController::view).toList());
  }

  /** Waits until it came through or did not; at most half a minute unless set otherwise. */
  @PostMapping("/run")
  @PreAuthorize("hasAnyRole('INSTALLER', 'OPERATOR')")
  DrillView run(@RequestBody RunRequest request) throws InterruptedException {
    return view(drills.run(request.street() == null ? "" : request.street()));
  }

  private static DrillView view(Drill drill) {
    Instant task = drill.taskAt();
    return new DrillView(
        drill.id(),
        drill.street(),
        drill.device(),
        drill.beganAt(),
        drill.passed(),
        drill.reason(),
        task == null ? null : Math.max(0, Duration.between(drill.beganAt(), task).toMillis()));
  }
}
