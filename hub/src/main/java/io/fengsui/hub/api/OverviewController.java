package io.fengsui.hub.api;

import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceHealth;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.device.Health;
import io.fengsui.hub.dispatch.desk.TaskLog;
import io.fengsui.hub.event.EventLog;
import io.fengsui.hub.event.Severity;
import io.fengsui.hub.rules.RulesStage;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Everything in a few numbers. */
@RestController
class OverviewController {
  private static final EventLog.Filter ACTIVE = new EventLog.Filter(Set.of(), Set.of(), true);

  private final DeviceRegistry registry;
  private final DeviceHealth health;
  private final TaskLog tasks;
  private final EventLog events;
  private final RulesStage rules;
  private final Instant startedAt;

  OverviewController(
      DeviceRegistry registry,
      DeviceHealth health,
      TaskLog tasks,
      EventLog events,
      RulesStage rules,
      Clock clock) {
    this.registry = registry;
    this.health = health;
    this.tasks = tasks;
    this.events = events;
    this.rules = rules;
    this.startedAt = clock.instant();
  }

  /** The numbers. */
  record Overview(Devices devices, Tasks tasks, Events events, Hub hub) {}

  /** Those not retired. */
  record Devices(int total, Map<Health, Long> counts) {}

  /** Those not closed. */
  record Tasks(long open, Map<Severity, Long> bySeverity) {}

  /** Those whose condition still holds. */
  record Events(long active) {}

  /**
   * The hub itself.
   *
   * @param lag messages that the rules have yet to look at
   */
  record Hub(Instant startedAt, int rules, long lag) {}

  @GetMapping("/api/overview")
  Overview overview() {
    List<Device> devices =
        registry.all().stream().filter(device -> device.state() != Device.State.RETIRED).toList();
    Map<Health, Long> counts = new EnumMap<>(Health.class);
    devices.forEach(device -> counts.merge(health.report(device).health(), 1L, Long::sum));
    Map<Severity, Long> open = tasks.open();
    return new Overview(
        new Devices(devices.size(), counts),
        new Tasks(open.values().stream().mapToLong(Long::longValue).sum(), open),
        new Events(events.count(ACTIVE)),
        new Hub(
            startedAt,
            rules.rules().size(),
            rules.progress().stream().mapToLong(RulesStage.LaneProgress::lag).sum()));
  }
}
