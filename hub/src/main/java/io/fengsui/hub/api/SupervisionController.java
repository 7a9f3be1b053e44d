package io.fengsui.hub.api;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.device.Hearing;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import io.fengsui.hub.supervision.BlindBook;
import io.fengsui.hub.supervision.BlindWindow;
import io.fengsui.hub.supervision.Dependents;
import io.fengsui.hub.supervision.ReportingTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How well the hub notices what it cannot hear, and when it could not. */
@RestController
class SupervisionController {

  private static final Duration USUAL_SPAN = Duration.ofDays(30);
  private static final int MOST_BEHIND = 500;

  private final DeviceRegistry registry;
  private final Hearing hearing;
  private final ReportingTimes times;
  private final BlindBook book;
  private final Dependents dependents;

  SupervisionController(
      DeviceRegistry registry,
      Hearing hearing,
      ReportingTimes times,
      BlindBook book,
      Dependents dependents) {
    this.registry = registry;
    this.hearing = hearing;
    this.times = times;
    this.book = book;
    this.dependents = dependents;
  }

  /**
   * A class and its reporting time: from when a device was last heard until people could know that
   * it is silent.
   *
   * @param limitMillis what the class allows
   * @param count silences since the hub started
   * @param over how many of them were told too late
   * @param p50 milliseconds; absent without a silence, like those that follow
   */
  record ClassView(
      String supervision,
      long limitMillis,
      long devices,
      long count,
      long over,
      @Nullable Long p50,
      @Nullable Long p99,
      @Nullable Long max) {}

  /** All classes. */
  record SupervisionView(List<ClassView> classes) {}

  /** A device that cannot be heard when another one cannot. */
  record Unprotected(String id, String name, String type, String lane, DeviceView.Rooms place) {}

  /** They, life-safety first; at most 500 of {@code total}. */
  record UnprotectedView(String of, int total, List<Unprotected> items) {}

  /**
   * A span in which an alarm could not have been seen.
   *
   * @param of what was blind: {@code device}, {@code link} or {@code hub}
   * @param to absent while it lasts
   * @param times how many spans are folded into it
   */
  record WindowView(
      String of, String reason, Instant from, @Nullable Instant to, long seconds, int times) {}

  /**
   * When a device could not have been heard.
   *
   * @param seen whether every alarm between {@code from} and {@code to} would have been seen
   */
  record BlindView(
      String device,
      Instant from,
      Instant to,
      boolean seen,
      long blindSeconds,
      List<WindowView> windows) {}

  @GetMapping("/api/supervision")
  SupervisionView supervision() {
    List<Device> devices =
        registry.all().stream().filter(device -> device.state() != Device.State.RETIRED).toList();
    return new SupervisionView(times.figures().stream().map(each -> view(each, devices)).toList());
  }

  /** What is unprotected while a gateway or a link ({@code link:NAME}) is lost. */
  @GetMapping("/api/supervision/unprotected")
  UnprotectedView unprotected(@RequestParam String of) {
    List<Device> behind = dependents.behind(of);
    return new UnprotectedView(
        of, behind.size(), behind.stream().limit(MOST_BEHIND).map(this::unprotected).toList());
  }

  /** When an alarm of a device could not have been seen; of the last 30 days unless told. */
  @GetMapping("/api/devices/{id}/blind")
  BlindView blind(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to) {
    if (!DeviceId.isValid(id)) {
      throw new RefusedException(Kind.NOT_FOUND, "没有此设备", "there is no such device");
    }
    Device device = registry.require(new DeviceId(id));
    Instant now = hearing.now(device);
    Instant end = to == null || to.isAfter(now) ? now : to;
    Instant begin = from == null ? end.minus(USUAL_SPAN) : from;
    if (begin.isAfter(end)) {
      throw RefusedException.invalid(
          List.of(new FieldProblem("from", "起始时间晚于结束时间", "begins after it ends")));
    }
    BlindBook.Answer answer = book.of(device, begin, end);
    return new BlindView(
        id,
        answer.from(),
        answer.to(),
        answer.windows().isEmpty(),
        answer.blind().toSeconds(),
        answer.windows().stream().map(window -> view(window, end)).toList());
  }

  private static ClassView view(ReportingTimes.Figures figures, List<Device> devices) {
    boolean any = figures.count() > 0;
    return new ClassView(
        figures.supervision().key(),
        figures.supervision().limit().toMillis(),
        devices.stream().filter(each -> each.supervision() == figures.supervision()).count(),
        figures.count(),
        figures.over(),
        any ? figures.p50() : null,
        any ? figures.p99() : null,
        any ? figures.max() : null);
  }

  private static WindowView view(BlindWindow window, Instant now) {
    String scope = window.scope();
    int colon = scope.indexOf(':');
    Instant end = window.to() == null ? now : window.to();
    return new WindowView(
        colon < 0 ? scope : scope.substring(0, colon),
        window.reason().key(),
        window.from(),
        window.to(),
        Math.max(0, Duration.between(window.from(), end).toSeconds()),
        window.times());
  }

  private Unprotected unprotected(Device device) {
    var place = device.place();
    return new Unprotected(
        device.id().value(),
        device.name(),
        device.type().key(),
        device.type().lane().key(),
        new DeviceView.Rooms(
            place.community(), place.street(), place.building(), place.floor(), place.room()));
  }
}
