package io.fengsui.hub.proving;

import io.fengsui.hub.device.Device;
import io.fengsui.hub.event.GovernanceEvent;
import io.fengsui.hub.event.HubAlarms;
import io.fengsui.hub.event.HubAlarms.Finding;
import io.fengsui.hub.event.Label;
import io.fengsui.hub.event.Severity;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** A drill that did not come through is an alarm, until one does. */
@Component
final class DrillAlarm {

  static final String KIND = "hub.drill-missed";

  private final HubAlarms alarms;

  DrillAlarm(HubAlarms alarms) {
    this.alarms = alarms;
  }

  void tell(Drill drill, Device point, Instant now) throws InterruptedException {
    List<GovernanceEvent> told =
        alarms.active(KIND).stream()
            .filter(event -> event.subject().equals(drill.device()))
            .toList();
    if (drill.isMissed() && told.isEmpty()) {
      alarms.raise(finding(drill, point), now);
    }
    if (!drill.isMissed()) {
      for (GovernanceEvent event : told) {
        alarms.clear(event, now);
      }
    }
  }

  private static Finding finding(Drill drill, Device point) {
    String zh =
        switch (String.valueOf(drill.reason())) {
          case "not-on-bus" -> "没有写入总线";
          case "no-event" -> "规则没有产生事件";
          default -> "事件没有变成任务";
        };
    String en =
        switch (String.valueOf(drill.reason())) {
          case "not-on-bus" -> "it was not written to the bus";
          case "no-event" -> "the rules made no event of it";
          default -> "no task was made of its event";
        };
    return new Finding(
        KIND,
        drill.device(),
        point.name(),
        Scenes.of(point.place()),
        new Label("演练报警未送达", "Drill did not come through"),
        new Label(
            "街道“%s”的演练报警中断：%s。此刻真实报警也可能送不到。检查磁盘、数据库、规则（fire 是否启用）和派单，修复后再演练一次：fengsui drill run。"
                .formatted(drill.street(), zh),
            "The drill of %s stopped: %s. Real alarms may not come through now. Look at disk, database, rules (is fire armed?) and desk, then run it again: fengsui drill run."
                .formatted(drill.street(), en)),
        Severity.II,
        true,
        false,
        drill.beganAt());
  }
}
