package io.fengsui.hub.api;

import io.fengsui.hub.proving.Bypass;
import io.fengsui.hub.proving.Bypasses;
import io.fengsui.hub.proving.WalkSummary;
import io.fengsui.hub.proving.WalkTests;
import io.fengsui.hub.proving.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the hub is blind because somebody wants it so, in a few numbers. */
@RestController
class ProvingController {

  /** For so long after a test it is told that its zone is back. */
  private static final Duration NEWS = Duration.ofMinutes(10);

  private final WalkTests tests;
  private final Bypasses bypasses;

  ProvingController(WalkTests tests, Bypasses bypasses) {
    this.tests = tests;
    this.bypasses = bypasses;
  }

  /**
   * The numbers.
   *
   * @param zones walk tests that last
   * @param points devices in them
   * @param overdue bypasses that should have ended
   * @param back tests that ended within the last ten minutes, the latest first
   */
  record ProvingView(int zones, int points, int bypassed, int overdue, List<BackView> back) {}

  /** A zone that is in service again. */
  record BackView(String test, Zone zone, Instant endedAt, String endedBy, int total, int passed) {}

  @GetMapping("/api/proving")
  ProvingView proving() {
    List<WalkSummary> recent = tests.recent(NEWS);
    List<WalkSummary> running = recent.stream().filter(WalkSummary::isRunning).toList();
    List<Bypass> open = bypasses.open();
    Instant now = bypasses.now();
    return new ProvingView(
        running.size(),
        running.stream().mapToInt(WalkSummary::total).sum(),
        open.size(),
        (int) open.stream().filter(bypass -> bypass.isOverdue(now)).count(),
        recent.stream()
            .flatMap(test -> back(test).stream())
            .sorted(Comparator.comparing(BackView::endedAt).reversed())
            .toList());
  }

  private static Optional<BackView> back(WalkSummary test) {
    Instant at = test.endedAt();
    String by = test.endedBy();
    return at == null || by == null
        ? Optional.empty()
        : Optional.of(new BackView(test.id(), test.zone(), at, by, test.total(), test.passed()));
  }
}
