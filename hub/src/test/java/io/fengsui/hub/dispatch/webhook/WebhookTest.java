package io.fengsui.hub.dispatch.webhook;

import static io.fengsui.hub.event.Alarms.over;
import static io.fengsui.hub.event.Alarms.silence;
import static io.fengsui.hub.event.Alarms.smoke;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.database.TestDatabase;
import io.fengsui.hub.dispatch.webhook.Receiver.Request;
import io.fengsui.hub.event.Alarm;
import io.fengsui.hub.event.EventLog;
import io.fengsui.hub.event.EventStage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhookTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();
  private static final String SECRET = "between-the-hub-and-the-city";

  private Receiver receiver;
  private EventStage stage;

  @BeforeEach
  void start() throws Exception {
    database.jdbc().sql("truncate event, event_change, task, outbox").update();
    receiver = new Receiver();
    stage = stage(Map.of());
  }

  @AfterEach
  void stop() {
    receiver.close();
    stage.close();
  }

  @Test
  void posts_a_cloud_event() throws Exception {
    apply(smoke("sd-1", 0));

    soon(() -> assertThat(receiver.requests).hasSize(1));
    Request request = receiver.requests.getFirst();
    JsonNode event = new JsonMapper().readTree(request.body());
    assertThat(request.contentType()).startsWith("application/cloudevents+json");
    assertThat(request.key()).isEqualTo(smoke("sd-1", 0).occurrence() + ".1");
    assertThat(event.path("id").asString()).isEqualTo(request.key());
    assertThat(event.path("specversion").asString()).isEqualTo("1.0");
    assertThat(event.path("type").asString()).isEqualTo("io.fengsui.event.raised");
    assertThat(event.path("time").asString()).isEqualTo("2026-11-21T12:00:00Z");
    assertThat(event.path("data").path("raisedAt").asString()).isEqualTo("2026-11-21T12:00:00Z");
    assertThat(event.path("data").path("title").path("zh").asString()).isEqualTo("烟雾");
    assertThat(event.path("data").path("place").path("latitude").asDouble()).isEqualTo(23.13);
    assertThat(event.path("data").has("clearedAt")).isFalse();
  }

  @Test
  void the_signature_is_verified_by_the_documented_program(@TempDir Path folder) throws Exception {
    apply(smoke("sd-1", 0));
    soon(() -> assertThat(receiver.requests).hasSize(1));
    Request request = receiver.requests.getFirst();

    assertThat(verify(folder, request.signature(), request.body())).isEqualTo("genuine");
    assertThat(verify(folder, request.signature(), request.body() + " ")).isEqualTo("refused");
  }

  @Test
  void tries_again_until_it_is_taken_and_keeps_the_order_of_an_event() throws Exception {
    receiver.answers(500, 429, Receiver.NO_ANSWER);
    receiver.answersWith(Map.of("Retry-After", "0"));
    Alarm.Raised alarm = smoke("sd-1", 0);

    apply(alarm, over(alarm, 5));

    String first = alarm.occurrence() + ".1";
    soon(
        () ->
            assertThat(receiver.requests)
                .extracting(Request::key)
                .containsExactly(first, first, first, first, alarm.occurrence() + ".2"));
    soon(() -> assertThat(handOvers(alarm)).allMatch(handOver -> handOver.deliveredAt() != null));
  }

  @Test
  void what_is_refused_is_kept_and_seen_and_does_not_hold_up_what_follows() throws Exception {
    receiver.answers(422, 302);
    Alarm.Raised alarm = smoke("sd-1", 0);
    Alarm.Cleared over = over(alarm, 5);

    apply(alarm, over, smoke("sd-1", 9));

    soon(() -> assertThat(receiver.requests).hasSize(3));
    soon(() -> assertThat(handOvers(alarm).get(2).deliveredAt()).isNotNull());
    assertThat(handOvers(alarm).get(0).lastError()).isEqualTo("answered 422");
    assertThat(handOvers(alarm).get(1).lastError()).contains("redirects are not followed");
    assertThat(handOvers(alarm).get(1).refusedAt()).isNotNull();
  }

  @Test
  void technical_events_are_handed_over_only_when_asked_for() throws Exception {
    apply(silence("sd-1", 0), smoke("sd-2", 0));
    soon(() -> assertThat(receiver.requests).hasSize(1));
    stage.close();

    stage = stage(Map.of("fengsui.dispatch.webhook.events", "all"));
    apply(silence("sd-3", 0));

    soon(() -> assertThat(receiver.requests).hasSize(2));
    assertThat(receiver.requests.get(1).body()).contains("sd-3");
  }

  @Test
  void settings_that_cannot_work_are_told_all_at_once() {
    assertThatThrownBy(
            () ->
                new WebhookSettings(
                    URI.create("ftp://city/"),
                    "short",
                    "/fengsui",
                    WebhookSettings.Events.TASKS,
                    Duration.ofSeconds(1),
                    Duration.ofHours(1),
                    0,
                    false))
        .hasMessageContaining("webhook.url")
        .hasMessageContaining("webhook.secret")
        .hasMessageContaining("request-timeout")
        .hasMessageContaining("parallelism");
  }

  private EventStage stage(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("fengsui.dispatch.desk.enabled", "false");
    settings.put("fengsui.dispatch.webhook.url", receiver.url());
    settings.put("fengsui.dispatch.webhook.secret", SECRET);
    settings.put("fengsui.dispatch.webhook.request-timeout", "500ms");
    settings.putAll(more);
    return new EventStage(database, Clock.systemUTC(), settings);
  }

  private void apply(Alarm... alarms) throws InterruptedException {
    stage.journal().apply(Lane.LIFE_SAFETY, List.of(alarms));
  }

  private List<EventLog.HandOver> handOvers(Alarm alarm) {
    return stage.get(EventLog.class).handOvers(alarm.occurrence());
  }

  private static void soon(ThrowingRunnable holds) {
    await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(20)).untilAsserted(holds);
  }

  /** Runs the program of docs/webhook.md with the system's Python. */
  private static String verify(Path folder, String signature, String body) throws Exception {
    String guide = Files.readString(Path.of("..", "docs", "webhook.md"));
    int begin = guide.indexOf("```python\n") + "```python\n".length();
    Path program = folder.resolve("verify.py");
    Files.writeString(program, guide.substring(begin, guide.indexOf("```", begin)));
    var process =
        new ProcessBuilder("python3", program.toString(), SECRET, signature)
            .redirectErrorStream(true)
            .start();
    try (var in = process.getOutputStream()) {
      in.write(body.getBytes(StandardCharsets.UTF_8));
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
