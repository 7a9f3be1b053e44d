package io.fengsui.hub.api;

import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.link.LinkCounters;
import io.fengsui.hub.link.LinkStatus;
import io.fengsui.hub.link.LinkSupervisor;
import io.fengsui.hub.problem.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The links: how each is, and what has passed over it since the hub started. */
@RestController
@RequestMapping("/api/links")
class LinkController {

  /**
   * One link.
   *
   * @param since when it came into its status
   * @param devices registered on it and not retired
   * @param received messages its adapter delivered; of these each is accepted, rejected, busy or
   *     still unsettled
   * @param lost input that yielded no message
   */
  record LinkView(
      String name,
      String protocol,
      LinkStatus.State status,
      Sentence detail,
      Instant since,
      long devices,
      long received,
      long accepted,
      long rejected,
      long busy,
      long lost) {}

  private final LinkSupervisor links;
  private final DeviceRegistry registry;

  LinkController(LinkSupervisor links, DeviceRegistry registry) {
    this.links = links;
    this.registry = registry;
  }

  @GetMapping
  List<LinkView> list() {
    Map<String, Long> devices =
        registry.all().stream()
            .filter(device -> device.state() != Device.State.RETIRED)
            .collect(Collectors.groupingBy(Device::link, Collectors.counting()));
    return links.statuses().stream()
        .map(status -> view(status, devices.getOrDefault(status.name(), 0L)))
        .toList();
  }

  private LinkView view(LinkStatus status, long devices) {
    LinkCounters counters = links.counters(status.name());
    return new LinkView(
        status.name(),
        status.protocol(),
        status.state(),
        status.detail(),
        status.since(),
        devices,
        counters.received(),
        counters.accepted(),
        counters.rejected(),
        counters.busy(),
        counters.lost());
  }
}
