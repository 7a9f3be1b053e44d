package io.fengsui.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fengsui.simulator.Mosquitto;
import io.fengsui.simulator.wire.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class LoadRunTest {
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));

  @TempDir Path folder;

  @Test
  void every_message_at_a_rate_is_acknowledged_by_a_real_broker() throws IOException {
    try (var broker = Mosquitto.start(folder)) {
      var report = run(plan(broker.address(), 10, 1000, 1, 16));

      assertThat(report.connected()).isEqualTo(10);
      assertThat(report.sent()).isBetween(400L, 600L);
      assertThat(report.wrong() + report.broken() + report.unanswered()).isZero();
    }
  }

  @Test
  void without_a_rate_the_window_sets_the_pace_and_percentiles_are_in_order() throws IOException {
    try (var broker = Mosquitto.start(folder)) {
      var report = run(plan(broker.address(), 5, 0, 1, 8));

      assertThat(report.sent()).isGreaterThan(40);
      assertThat(report.wrong() + report.broken() + report.unanswered()).isZero();
      assertThat(report.millis(50)).isPositive().isLessThanOrEqualTo(report.millis(99));
      assertThat(report.latency().getMaxValue()).isLessThan(Tally.LONGEST_MICROS);
      assertThat(report.text()).contains("0 wrong, 0 unanswered");
    }
  }

  @Test
  void payloads_are_json_of_120_bytes_and_all_different() throws IOException {
    try (var broker = Mosquitto.start(folder);
        var subscriber = broker.subscribe("hub/street/+/telemetry", 50, Duration.ofSeconds(20))) {
      // a subscriber that comes late misses the first messages, so there are more than it takes
      run(plan(broker.address(), 1, 1000, 1, 16));
      var payloads =
          subscriber.lines().stream().map(line -> line.substring(line.indexOf('{'))).toList();

      assertThat(payloads).hasSize(50).allSatisfy(text -> assertThat(text).hasSize(120));
      assertThat(new HashSet<>(payloads)).hasSize(50);
      var first = new JsonMapper().readTree(payloads.getFirst());
      assertThat(first.path("ts").asLong()).isEqualTo(NOON.millis());
      assertThat(first.path("values").size()).isEqualTo(5);
    }
  }

  @Test
  void a_server_that_is_away_is_told_and_not_measured() {
    var nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    var told = new ArrayList<String>();

    assertThatThrownBy(
            () -> {
              try (var run = new LoadRun(plan(nobody, 2, 10, 1, 1), NOON, told::add)) {
                run.open();
              }
            })
        .hasMessageContaining("no connection");
    assertThat(told).hasSize(2).allSatisfy(text -> assertThat(text).contains("refused"));
  }

  @Test
  void a_plan_that_cannot_work_is_refused() {
    var nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    assertThatThrownBy(() -> plan(nobody, 1, 0, 0, 1)).hasMessageContaining("QoS 0");
    assertThatThrownBy(() -> plan(nobody, 1, 10, 2, 1)).hasMessageContaining("QoS is 0 or 1");
    assertThatThrownBy(() -> plan(nobody, 0, 10, 1, 1)).hasMessageContaining("connection");
    assertThatThrownBy(() -> plan(nobody, 1, 10, 1, 70_000)).hasMessageContaining("window");
  }

  private static Report run(Plan plan) throws IOException {
    try (var run = new LoadRun(plan, NOON, problem -> assertThat(problem).isEmpty())) {
      return run.open().run();
    }
  }

  private static Plan plan(
      InetSocketAddress server, int connections, double rate, int qos, int window) {
    List<Login> logins =
        IntStream.range(0, connections)
            .mapToObj(n -> new Login("load-" + n, "load-" + n, "x"))
            .toList();
    return new Plan(
        server,
        "hub/street/%s/telemetry",
        logins,
        rate,
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        qos,
        window,
        Duration.ZERO,
        1000);
  }
}
