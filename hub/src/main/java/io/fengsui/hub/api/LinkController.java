package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Stranger;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.link.LinkCounters;
import io.fengsui.hub.link.LinkStatus;
import io.fengsui.hub.link.LinkSupervisor;
import io.fengsui.hub.link.Strangers;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import io.fengsui.hub.problem.Sentence;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
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

  /**
   * Somebody who speaks and is not registered.
   *
   * @param parent the device it hangs on
   * @param address to register it with
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StrangerView(
      String link,
      @Nullable String parent,
      String address,
      Map<String, String> description,
      Instant firstAt,
      Instant lastAt,
      long times) {
    static StrangerView of(String link, Strangers.Sighting seen) {
      Stranger stranger = seen.stranger();
      DeviceId parent = stranger.parent();
      return new StrangerView(
          link,
          parent == null ? null : parent.value(),
          stranger.address(),
          new TreeMap<>(stranger.description()),
          seen.firstAt(),
          seen.lastAt(),
          seen.times());
    }
  }

  /** Who speaks unregistered, the latest first; of one link or of all. */
  @GetMapping("/strangers")
  @PreAuthorize("hasAnyRole('INSTALLER', 'OPERATOR')")
  List<StrangerView> strangers(@RequestParam(defaultValue = "") String link) {
    if (!link.isEmpty() && !links.has(link)) {
      throw new RefusedException(Kind.NOT_FOUND, "没有链路 " + link, "there is no link " + link);
    }
    return links.statuses().stream()
        .map(LinkStatus::name)
        .filter(name -> link.isEmpty() || name.equals(link))
        .flatMap(name -> links.strangers(name).stream().map(seen -> StrangerView.of(name, seen)))
        .sorted(Comparator.comparing(StrangerView::lastAt).reversed())
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
