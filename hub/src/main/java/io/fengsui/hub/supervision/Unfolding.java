package io.fengsui.hub.supervision;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.event.EventLog;
import io.fengsui.hub.event.GovernanceEvent;
import io.fengsui.hub.event.HubAlarms;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What was folded under a gateway or a link stands for itself when that is back and the device is
 * not: once it had the time of its class to report.
 */
final class Unfolding {

  private final EventLog events;
  private final HubAlarms alarms;
  private final DeviceRegistry registry;

  Unfolding(EventLog events, HubAlarms alarms, DeviceRegistry registry) {
    this.events = events;
    this.alarms = alarms;
    this.registry = registry;
  }

  void unfold(Instant now) throws InterruptedException {
    for (EventLog.Folded folded : events.foldedUnderNothing()) {
      GovernanceEvent event = folded.event();
      if (!now.isBefore(folded.over().plus(patience(event.subject())))) {
        alarms.stand(event, now);
      }
    }
  }

  private Duration patience(String subject) {
    Optional<Device> device =
        DeviceId.isValid(subject) ? registry.find(new DeviceId(subject)) : Optional.empty();
    return device.map(each -> each.supervision().limit()).orElse(Duration.ZERO);
  }
}
