package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import io.fengsui.hub.proving.Bypass;
import io.fengsui.hub.proving.Bypasses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The bypass register: what is out of supervision, who said so, why and until when. */
@RestController
class BypassController {

  private static final long YEARS = Duration.ofDays(3660).toSeconds();

  private final Bypasses bypasses;
  private final DeviceRegistry registry;
  private final DeviceViews views;

  BypassController(Bypasses bypasses, DeviceRegistry registry, DeviceViews views) {
    this.bypasses = bypasses;
    this.registry = registry;
    this.views = views;
  }

  /** One of {@code until} and {@code forSeconds}. */
  record BypassRequest(@Nullable String why, @Nullable Instant until, @Nullable Long forSeconds) {}

  /** A bypass, with the name and the place that its device has now. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BypassView(
      long id,
      String device,
      String name,
      DeviceView.@Nullable Rooms place,
      String why,
      String person,
      Instant since,
      Instant until,
      boolean overdue,
      @Nullable Instant endedAt,
      @Nullable String endedBy) {}

  /** Some. */
  record BypassesView(int total, List<BypassView> items) {}

  @PostMapping("/api/devices/{id}/bypass")
  @PreAuthorize("hasAnyRole('INSTALLER', 'OPERATOR')")
  BypassView begin(@PathVariable String id, @RequestBody BypassRequest request, Actor actor) {
    Instant until = request.until();
    Long seconds = request.forSeconds();
    if ((until == null) == (seconds == null)) {
      throw RefusedException.invalid(
          List.of(new FieldProblem("until", "请写明何时结束", "say until when")));
    }
    if (until == null && seconds != null) {
      until = bypasses.now().plusSeconds(Math.clamp(seconds, 0, YEARS));
    }
    String why = request.why() == null ? "" : request.why();
    return view(bypasses.begin(id(id), why, until == null ? Instant.MIN : until, actor));
  }

  @PostMapping("/api/devices/{id}/unbypass")
  @PreAuthorize("hasAnyRole('INSTALLER', 'OPERATOR')")
  DeviceView end(@PathVariable String id, Actor actor) {
    return views.view(bypasses.end(id(id), actor));
  }

  /**
   * Those that last, what ends first at the top.
   *
   * @param ended the latest 1,000 instead, those that are over too
   * @param device the one that this device is under, instead
   */
  @GetMapping("/api/bypasses")
  BypassesView list(
      @RequestParam(defaultValue = "false") boolean ended,
      @RequestParam(required = false) @Nullable String device) {
    List<Bypass> found =
        device != null
            ? bypasses.of(id(device)).stream().toList()
            : ended ? bypasses.all() : bypasses.open();
    return new BypassesView(found.size(), found.stream().map(this::view).toList());
  }

  private BypassView view(Bypass bypass) {
    Device device = registry.find(new DeviceId(bypass.device())).orElse(null);
    return new BypassView(
        bypass.id(),
        bypass.device(),
        device == null ? "" : device.name(),
        device == null ? null : DeviceView.Rooms.of(device.place()),
        bypass.why(),
        bypass.person(),
        bypass.since(),
        bypass.until(),
        bypass.isOverdue(bypasses.now()),
        bypass.endedAt(),
        bypass.endedBy());
  }

  private static DeviceId id(String id) {
    if (!DeviceId.isValid(id)) {
      throw new RefusedException(Kind.NOT_FOUND, "没有此设备", "there is no such device");
    }
    return new DeviceId(id);
  }
}
