package io.fengsui.hub.proving;

import io.fengsui.hub.problem.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs the drill of each street once a day. A hub that was away then runs it when it has been back
 * for ten minutes. Used by one thread.
 */
@Component
final class DrillSchedule {

  private static final Logger log = LoggerFactory.getLogger(DrillSchedule.class);
  private static final Duration WARM_UP = Duration.ofMinutes(10);
  private static final Duration PACE = Duration.ofMinutes(1);

  private final Drills drills;
  private final ProvingSettings settings;
  private final Clock clock;
  private Instant next;

  DrillSchedule(Drills drills, ProvingSettings settings, Clock clock) {
    this.drills = drills;
    this.settings = settings;
    this.clock = clock;
    this.next = clock.instant().plus(WARM_UP);
  }

  void look() throws InterruptedException {
    Instant now = clock.instant();
    if (!settings.drill() || now.isBefore(next)) {
      return;
    }
    next = now.plus(PACE);
    Instant due = due(now);
    Map<String, Instant> latest = new HashMap<>();
    drills.latest().forEach(drill -> latest.put(drill.street(), drill.beganAt()));
    for (String street : drills.streets()) {
      if (latest.getOrDefault(street, Instant.EPOCH).isBefore(due)) {
        run(street);
      }
    }
  }

  private void run(String street) throws InterruptedException {
    try {
      Drill drill = drills.run(street);
      log.atInfo().addKeyValue("street", street).addKeyValue("passed", drill.passed()).log("drill");
    } catch (RefusedException e) {
      log.atInfo().addKeyValue("street", street).log("drill put off: {}", e.detail().en());
    }
  }

  /** The latest time at which drills were due. */
  private Instant due(Instant now) {
    ZonedDateTime today = now.atZone(ZoneId.systemDefault()).with(settings.drillAt());
    return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
  }
}
