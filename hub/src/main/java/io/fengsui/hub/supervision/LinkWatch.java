package io.fengsui.hub.supervision;

import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.event.GovernanceEvent;
import io.fengsui.hub.event.HubAlarms;
import io.fengsui.hub.event.HubAlarms.Finding;
import io.fengsui.hub.event.Label;
import io.fengsui.hub.event.Scene;
import io.fengsui.hub.event.Severity;
import io.fengsui.hub.link.LinkStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Raises one fault for a link that does not serve and has devices, and notes the span in the book.
 * Used by one thread; times are those of the life-safety lane.
 */
final class LinkWatch {

  static final String KIND = "hub.link-down";

  private final DeviceRegistry registry;
  private final HubAlarms alarms;
  private final BlindBook book;
  private final Duration grace;
  private final Map<String, Instant> downSince = new HashMap<>();
  private @Nullable Map<String, GovernanceEvent> faults;

  LinkWatch(DeviceRegistry registry, HubAlarms alarms, BlindBook book, Duration grace) {
    this.registry = registry;
    this.alarms = alarms;
    this.book = book;
    this.grace = grace;
  }

  /** Looks at all links. */
  void look(List<LinkStatus> links, Instant now) throws InterruptedException {
    if (faults == null) {
      faults = active();
    }
    for (LinkStatus link : links) {
      if (link.state() == LinkStatus.State.RUNNING) {
        up(link.name(), now);
      } else {
        down(link, now);
      }
    }
  }

  private void down(LinkStatus link, Instant now) throws InterruptedException {
    Instant since = downSince.get(link.name());
    if (since == null) {
      downSince.put(link.name(), now);
      book.begin(BlindBook.scope(link.name()), BlindReason.LINK_DOWN, now);
      since = now;
    }
    long devices = devices(link.name());
    if (devices > 0 && !now.isBefore(since.plus(grace)) && !faults().containsKey(link.name())) {
      alarms.raise(finding(link, devices, since), now);
      faults = active();
    }
  }

  private void up(String link, Instant now) throws InterruptedException {
    if (downSince.remove(link) != null) {
      book.end(BlindBook.scope(link), BlindReason.LINK_DOWN, now);
    }
    GovernanceEvent event = faults().get(link);
    if (event != null) {
      alarms.clear(event, now);
      faults().remove(link);
    }
  }

  private Map<String, GovernanceEvent> faults() {
    return faults == null ? Map.of() : faults;
  }

  private Map<String, GovernanceEvent> active() throws InterruptedException {
    Map<String, GovernanceEvent> active = new HashMap<>();
    for (GovernanceEvent event : alarms.active(KIND)) {
      active.put(event.subject().substring("link:".length()), event);
    }
    return active;
  }

  private long devices(String link) {
    return registry.all().stream()
        .filter(device -> device.link().equals(link) && device.state() != Device.State.RETIRED)
        .count();
  }

  private static Finding finding(LinkStatus link, long devices, Instant since) {
    return new Finding(
        KIND,
        "link:" + link.name(),
        link.name(),
        new Scene("", "", "", "", "", "", null, null),
        new Label(
            "链路中断，%d 台设备失去监测".formatted(devices),
            "Link down, %d devices cannot be heard".formatted(devices)),
        new Label(
            "该链路上所有设备的报警此刻都收不到。原因：" + link.detail().zh() + "。先恢复链路（端口、网络、上级平台），期间通知相关楼栋加强巡查；不逐台派单。",
            "No alarm of any device on this link can arrive now. Cause: "
                + link.detail().en()
                + ". Bring the link back first (port, network, the platform it leads to); have the"
                + " buildings patrolled meanwhile. Do not send people to each device."),
        Severity.II,
        true,
        true,
        since);
  }
}
