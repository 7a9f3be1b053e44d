package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.proving.Report;
import io.fengsui.hub.proving.ReportPage;
import io.fengsui.hub.proving.Reports;
import io.fengsui.hub.proving.WalkSummary;
import io.fengsui.hub.proving.WalkTest;
import io.fengsui.hub.proving.WalkTests;
import io.fengsui.hub.proving.Zone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Walk tests: begin, watch, end, and their signed reports. */
@RestController
@RequestMapping("/api/walk-tests")
class WalkTestsController {

  private static final Duration USUAL = Duration.ofMinutes(30);

  private final WalkTests tests;
  private final Reports reports;
  private final DeviceRegistry registry;

  WalkTestsController(WalkTests tests, Reports reports, DeviceRegistry registry) {
    this.tests = tests;
    this.reports = reports;
    this.registry = registry;
  }

  /** What to test: what is left out may be any, but not all of it. */
  record BeginRequest(
      @Nullable String grid,
      @Nullable String community,
      @Nullable String street,
      @Nullable String building,
      @Nullable String floor,
      @Nullable Long forSeconds) {}

  /**
   * A point, with the name and the place that its device has now.
   *
   * @param result {@code passed}, {@code heard} or {@code untried}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PointView(
      String device,
      String name,
      String type,
      DeviceView.@Nullable Rooms place,
      String result,
      @Nullable Instant alarmAt,
      @Nullable String event) {}

  /**
   * A test as it stands.
   *
   * @param heard points that spoke, but raised no alarm
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TestView(
      String id,
      Zone zone,
      String person,
      Instant since,
      Instant until,
      @Nullable Instant endedAt,
      @Nullable String endedBy,
      int total,
      long passed,
      long heard,
      @Nullable List<PointView> points) {}

  /** Whether a report is what this hub signed. */
  record Verdict(boolean genuine) {}

  @PostMapping
  @PreAuthorize("hasRole('INSTALLER')")
  ResponseEntity<TestView> begin(@RequestBody BeginRequest wanted, Actor actor) {
    var zone =
        new Zone(
            text(wanted.grid()),
            text(wanted.community()),
            text(wanted.street()),
            text(wanted.building()),
            text(wanted.floor()));
    Long seconds = wanted.forSeconds();
    if (seconds != null && (seconds < 1 || seconds > Duration.ofDays(1).toSeconds())) {
      throw RefusedException.invalid(
          List.of(new FieldProblem("forSeconds", "最长 8 小时", "at most 8 hours")));
    }
    Duration time = seconds == null ? USUAL : Duration.ofSeconds(seconds);
    return ResponseEntity.status(201).body(view(tests.begin(zone, time, actor)));
  }

  /**
   * Those that last, and the latest of the others.
   *
   * @param device the one that lasts and that this device is in, instead
   */
  @GetMapping
  List<TestView> list(@RequestParam(required = false) @Nullable String device) {
    if (device != null) {
      return DeviceId.isValid(device)
          ? tests.of(new DeviceId(device)).stream().map(WalkTestsController::view).toList()
          : List.of();
    }
    return tests.latest().stream().map(WalkTestsController::view).toList();
  }

  @GetMapping("/{id}")
  TestView show(@PathVariable String id) {
    return view(tests.require(id));
  }

  @PostMapping("/{id}/end")
  @PreAuthorize("hasAnyRole('INSTALLER', 'OPERATOR')")
  TestView end(@PathVariable String id, Actor actor) {
    return view(tests.end(id, actor));
  }

  @GetMapping("/{id}/report")
  Report.Signed report(@PathVariable String id) {
    return reports.of(id);
  }

  /** The same to print; a file of its own, not a page of the hub. */
  @GetMapping("/{id}/report.html")
  ResponseEntity<String> page(@PathVariable String id) {
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + ".html\"")
        .body(ReportPage.of(reports.of(id), ZoneId.systemDefault()));
  }

  @PostMapping("/verify")
  Verdict verify(@RequestBody JsonNode signed) {
    return new Verdict(reports.isGenuine(signed));
  }

  private static TestView view(WalkSummary test) {
    return new TestView(
        test.id(),
        test.zone(),
        test.person(),
        test.since(),
        test.until(),
        test.endedAt(),
        test.endedBy(),
        test.total(),
        test.passed(),
        test.heard(),
        null);
  }

  private TestView view(WalkTest test) {
    return new TestView(
        test.id(),
        test.zone(),
        test.person(),
        test.since(),
        test.until(),
        test.endedAt(),
        test.endedBy(),
        test.points().size(),
        test.passed(),
        test.points().stream().filter(point -> point.result() == WalkTest.Result.HEARD).count(),
        test.points().stream().map(this::point).toList());
  }

  private PointView point(WalkTest.Point point) {
    Device device = registry.find(new DeviceId(point.device())).orElse(null);
    return new PointView(
        point.device(),
        device == null ? "" : device.name(),
        device == null ? "" : device.type().key(),
        device == null ? null : DeviceView.Rooms.of(device.place()),
        point.result().name().toLowerCase(Locale.ROOT),
        point.alarmAt(),
        point.event());
  }

  private static String text(@Nullable String given) {
    return Objects.requireNonNullElse(given, "").strip();
  }
}
