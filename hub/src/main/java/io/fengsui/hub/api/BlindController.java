package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.device.Hearing;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.supervision.BlindBook;
import io.fengsui.hub.supervision.BlindCount;
import io.fengsui.hub.supervision.BlindReason;
import io.fengsui.hub.supervision.BlindWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** When alarms could not have been seen, of all devices together. */
@RestController
class BlindController {

  private static final int MOST = 50;
  private static final Duration USUAL_SPAN = Duration.ofHours(24);

  /** What nobody wanted; tests and bypasses have lists of their own. */
  private static final Set<BlindReason> UNASKED =
      EnumSet.of(BlindReason.SILENT, BlindReason.LINK_DOWN, BlindReason.HUB_DOWN);

  private final BlindBook book;
  private final DeviceRegistry registry;
  private final Hearing hearing;

  BlindController(BlindBook book, DeviceRegistry registry, Hearing hearing) {
    this.book = book;
    this.registry = registry;
    this.hearing = hearing;
  }

  /** How many spans of a reason, and how many of them last. */
  record CountView(String reason, int windows, int lasting) {}

  /**
   * A span that nobody asked for.
   *
   * @param of what was blind: {@code device}, {@code link} or {@code hub}
   * @param id of the device or link; absent for the hub
   * @param name of the device
   * @param to absent while it lasts
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SpanView(
      String of,
      @Nullable String id,
      @Nullable String name,
      String reason,
      Instant from,
      @Nullable Instant to,
      long seconds) {}

  /** All reasons; of the spans at most 50, those that last first. */
  record BlindOverview(Instant from, Instant to, List<CountView> counts, List<SpanView> items) {}

  /** Of the last 24 hours unless told. */
  @GetMapping("/api/supervision/blind")
  BlindOverview blind(
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to) {
    Instant now = hearing.latest();
    Instant end = to == null || to.isAfter(now) ? now : to;
    Instant begin = from == null ? end.minus(USUAL_SPAN) : from;
    if (begin.isAfter(end)) {
      throw RefusedException.invalid(
          List.of(new FieldProblem("from", "起始时间晚于结束时间", "begins after it ends")));
    }
    BlindBook.Overview found = book.of(begin, end, UNASKED, MOST);
    return new BlindOverview(
        begin,
        end,
        found.counts().stream().map(BlindController::view).toList(),
        found.latest().stream().map(window -> view(window, now)).toList());
  }

  private static CountView view(BlindCount count) {
    return new CountView(count.reason().key(), count.windows(), count.lasting());
  }

  private SpanView view(BlindWindow window, Instant now) {
    String scope = window.scope();
    int colon = scope.indexOf(':');
    String of = colon < 0 ? scope : scope.substring(0, colon);
    String id = colon < 0 ? null : scope.substring(colon + 1);
    Instant end = window.to() == null ? now : window.to();
    return new SpanView(
        of,
        id,
        id != null && of.equals("device") ? name(id) : null,
        window.reason().key(),
        window.from(),
        window.to(),
        Math.max(0, Duration.between(window.from(), end).toSeconds()));
  }

  private @Nullable String name(String id) {
    return registry.find(new DeviceId(id)).map(Device::name).orElse(null);
  }
}
