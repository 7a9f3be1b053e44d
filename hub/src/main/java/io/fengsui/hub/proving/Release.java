package io.fengsui.hub.proving;

import io.fengsui.hub.device.Hearing;
import io.fengsui.hub.event.EventLog;
import io.fengsui.hub.event.Evidence;
import io.fengsui.hub.event.GovernanceEvent;
import io.fengsui.hub.event.HubAlarms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * What was put aside by a test or a bypass and goes on after it counts: a fire that begins during a
 * test is not lost with it. Detectors have a while to come down after they were tried. Used by one
 * thread.
 */
@Component
final class Release {

  private final EventLog events;
  private final Spans spans;
  private final HubAlarms alarms;
  private final Hearing hearing;
  private final Duration settling;

  Release(
      EventLog events, Spans spans, HubAlarms alarms, Hearing hearing, ProvingSettings settings) {
    this.events = events;
    this.spans = spans;
    this.alarms = alarms;
    this.hearing = hearing;
    this.settling = settings.settling();
  }

  void look() throws InterruptedException {
    Instant now = hearing.latest();
    for (GovernanceEvent event : events.putAside()) {
      List<String> speakers = speakers(event);
      if (spans.of(speakers, now) == null && spans.of(speakers, now.minus(settling)) == null) {
        alarms.stand(event, now);
      }
    }
  }

  private static List<String> speakers(GovernanceEvent event) {
    return event.subject().indexOf(':') < 0
        ? List.of(event.subject())
        : event.evidence().stream()
            .map(Evidence::device)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
  }
}
