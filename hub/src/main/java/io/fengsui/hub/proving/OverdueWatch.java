package io.fengsui.hub.proving;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.event.GovernanceEvent;
import io.fengsui.hub.event.HubAlarms;
import io.fengsui.hub.event.HubAlarms.Finding;
import io.fengsui.hub.event.Label;
import io.fengsui.hub.event.Severity;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** A bypass that should have ended is an alarm of its own. Used by one thread. */
@Component
final class OverdueWatch {

  static final String KIND = "hub.bypass-overdue";

  private final Bypasses bypasses;
  private final DeviceRegistry registry;
  private final HubAlarms alarms;
  private final ApplicationEventPublisher publisher;

  OverdueWatch(
      Bypasses bypasses,
      DeviceRegistry registry,
      HubAlarms alarms,
      ApplicationEventPublisher publisher) {
    this.bypasses = bypasses;
    this.registry = registry;
    this.alarms = alarms;
    this.publisher = publisher;
  }

  void look() throws InterruptedException {
    List<Bypass> open = bypasses.open();
    Instant now = bypasses.now();
    Set<String> overdue = new HashSet<>();
    List<GovernanceEvent> told = alarms.active(KIND);
    for (Bypass bypass : open) {
      Optional<Device> device = registry.find(new DeviceId(bypass.device()));
      if (device.isEmpty() || device.get().state() == Device.State.RETIRED) {
        bypasses.forget(bypass);
      } else if (bypass.isOverdue(now)) {
        overdue.add(bypass.device());
        if (told.stream().noneMatch(event -> event.subject().equals(bypass.device()))) {
          alarms.raise(finding(bypass, device.get()), now);
          publisher.publishEvent(
              new ProvingChanged(ProvingChanged.Kind.BYPASS, bypass.device(), false));
        }
      }
    }
    for (GovernanceEvent event : told) {
      if (!overdue.contains(event.subject())) {
        alarms.clear(event, now);
      }
    }
  }

  private static Finding finding(Bypass bypass, Device device) {
    return new Finding(
        KIND,
        bypass.device(),
        device.name(),
        Scenes.of(device.place()),
        new Label("旁路超期未恢复", "Bypass overdue"),
        new Label(
            "%s 旁路该设备（原因：%s），已过约定时间，其报警仍不派单。联系旁路人，确认后恢复：fengsui device unbypass %s；确需继续的，重新旁路并写明新的期限。"
                .formatted(bypass.person(), bypass.why(), bypass.device()),
            "%s bypassed it (%s) and the time is over; its alarms still ask for nobody. Call them, see that it works and take it back: fengsui device unbypass %s. If it must go on, bypass it again with a new end."
                .formatted(bypass.person(), bypass.why(), bypass.device())),
        Severity.III,
        true,
        false,
        bypass.until());
  }
}
