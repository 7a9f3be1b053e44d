package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Metrics;
import io.fengsui.adapter.Value;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import io.fengsui.hub.problem.Sentence;
import io.fengsui.hub.store.Bucket;
import io.fengsui.hub.store.History;
import io.fengsui.hub.store.HistoryStore;
import io.fengsui.hub.store.Series;
import io.fengsui.hub.store.Units;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What devices measured, for charts; and how the history itself is doing. */
@RestController
class HistoryController {

  private static final int MOST_POINTS = 5000;

  private final History history;
  private final HistoryRequests requests;
  private final DeviceRegistry devices;

  HistoryController(History history, HistoryRequests requests, DeviceRegistry devices) {
    this.history = history;
    this.requests = requests;
    this.devices = devices;
  }

  /** The metrics that a device has in the history. */
  record MetricsView(String device, List<MetricView> metrics) {}

  record MetricView(String metric, String unit, Sentence label) {}

  /**
   * One metric of one device.
   *
   * @param unit UCUM code; empty for none
   */
  record SeriesView(
      String device,
      String metric,
      String unit,
      Instant from,
      Instant to,
      List<PointView> points) {}

  /**
   * What a part of the time held: numbers, or the last flag, text or place.
   *
   * @param at where the part begins
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PointView(
      Instant at,
      @Nullable Double min,
      @Nullable Double avg,
      @Nullable Double max,
      @Nullable Double last,
      @Nullable Boolean flag,
      @Nullable String text,
      @Nullable Double latitude,
      @Nullable Double longitude) {}

  /** The history as a whole; bytes are missing when they are on another machine. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StatusView(boolean on, @Nullable Long bytes, String detail, List<LaneView> lanes) {}

  record LaneView(
      String lane, long lag, String trouble, long refused, List<RefusedView> newestRefused) {}

  record RefusedView(String reading, String why) {}

  @GetMapping("/api/history")
  StatusView status() {
    List<LaneView> lanes =
        history.progress().stream()
            .map(
                lane ->
                    new LaneView(
                        lane.lane().key(),
                        lane.lag(),
                        lane.trouble(),
                        lane.refused(),
                        lane.newest().stream()
                            .map(each -> new RefusedView(each.reading(), each.why()))
                            .toList()))
            .toList();
    return history
        .store()
        .map(HistoryStore::status)
        .map(
            status ->
                new StatusView(
                    true, status.bytes() < 0 ? null : status.bytes(), status.detail(), lanes))
        .orElseGet(() -> new StatusView(false, null, "", lanes));
  }

  @GetMapping("/api/devices/{id}/history/metrics")
  MetricsView metrics(@PathVariable String id) {
    String device = require(id);
    List<String> found = requests.ask(store -> store.metrics(device));
    return new MetricsView(device, found.stream().map(HistoryController::metric).toList());
  }

  @GetMapping("/api/devices/{id}/history")
  SeriesView series(
      @PathVariable String id,
      @RequestParam String metric,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(defaultValue = "288") int points) {
    if (points < 1 || points > MOST_POINTS) {
      throw new RefusedException(
          Kind.INVALID, "points 应为 1 至 5000", "points is a number from 1 to 5000");
    }
    var span = requests.span(from, to);
    var series = new Series(require(id), metric);
    List<Bucket> found = requests.ask(store -> store.buckets(series, span, points));
    return new SeriesView(
        series.device(),
        metric,
        Units.of(metric),
        span.from(),
        span.to(),
        found.stream().map(HistoryController::point).toList());
  }

  private String require(String id) {
    if (!DeviceId.isValid(id)) {
      throw new RefusedException(Kind.NOT_FOUND, "没有此设备", "there is no such device");
    }
    return devices.require(new DeviceId(id)).id().value();
  }

  private static MetricView metric(String name) {
    Sentence label =
        Metrics.find(name)
            .map(metric -> new Sentence(metric.zh(), metric.en()))
            .orElseGet(() -> new Sentence(name, name));
    return new MetricView(name, Units.of(name), label);
  }

  private static PointView point(Bucket bucket) {
    Instant at = bucket.at();
    Bucket.Numbers numbers = bucket.numbers();
    if (numbers != null) {
      return new PointView(
          at, numbers.min(), numbers.avg(), numbers.max(), numbers.last(), null, null, null, null);
    }
    return switch (bucket.last()) {
      case Value.Quantity(double amount, var _) ->
          new PointView(at, amount, amount, amount, amount, null, null, null, null);
      case Value.Flag(boolean on) ->
          new PointView(at, null, null, null, null, on, null, null, null);
      case Value.Text(String text) ->
          new PointView(at, null, null, null, null, null, text, null, null);
      case Value.Position(double latitude, double longitude, var _) ->
          new PointView(at, null, null, null, null, null, null, latitude, longitude);
    };
  }
}
