package io.fengsui.hub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value.Flag;
import io.fengsui.hub.account.Account;
import io.fengsui.hub.account.Accounts;
import io.fengsui.hub.account.Role;
import io.fengsui.hub.account.Tokens;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.database.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole hub that tries its own way from alarm to desk, and alarms that come late. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "fengsui.links.mqtt.mqtt.port=0",
      "fengsui.drill.limit=1s",
      "spring.main.keep-alive=false"
    })
@DirtiesContext
class DrillsApiTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();
  @TempDir static Path folder;

  private static final String STREET = "天河路";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Map<Role, String> TOKENS = new EnumMap<>(Role.class);
  private static final Duration SOON = Duration.ofSeconds(20);

  @Autowired Accounts accounts;
  @Autowired Tokens tokens;
  @Autowired Bus bus;
  @LocalServerPort int port;

  private final HttpClient http = HttpClient.newHttpClient();

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    database.settings(registry);
    registry.add("fengsui.data", folder::toString);
  }

  @BeforeEach
  void aStreet() throws Exception {
    for (Role role : List.of(Role.OPERATOR, Role.OFFICER, Role.INSTALLER)) {
      TOKENS.computeIfAbsent(role, this::token);
    }
    if (get("/api/devices/sd-1").path("id").isMissingNode()) {
      assertThat(call(Role.INSTALLER, "POST", "/api/devices", device("sd-1", "smoke-detector")))
          .returns(201, HttpResponse::statusCode);
    }
  }

  @Test
  void a_drill_goes_the_whole_way_and_calls_nobody() throws Exception {
    JsonNode drill = run().path("items").path(0);

    assertThat(drill.path("passed").asBoolean()).as(drill.toString()).isTrue();
    assertThat(drill.path("street").asString()).isEqualTo(STREET);
    assertThat(drill.path("by").asString()).isEqualTo("operator");
    assertThat(List.of("storedAt", "eventAt", "taskAt", "endedAt", "millis"))
        .allMatch(field -> drill.has(field));
    JsonNode event = get("/api/events/" + drill.path("event").asString());
    assertThat(event.path("mark").asString()).isEqualTo("drill");
    assertThat(event.path("state").asString()).isEqualTo("rejected");
    assertThat(event.path("active").asBoolean(true)).isFalse();
    JsonNode task = get("/api/tasks/" + event.path("taskId").asLong());
    assertThat(task.path("state").asString()).isEqualTo("closed");
    assertThat(task.path("outcome").asString()).isEqualTo("drill");
    JsonNode street = get("/api/drills").path("streets").path(0);
    assertThat(street.path("lastPassedAt").asString()).isNotEmpty();
    assertThat(street.at("/last/id").asString()).isEqualTo(drill.path("id").asString());
    assertThat(metrics()).contains("fengsui_drill_last_success_seconds{street=\"" + STREET);
    assertThat(run().at("/items/0/passed").asBoolean()).as("once more").isTrue();
  }

  @Test
  void one_that_does_not_come_through_is_an_alarm_until_one_does() throws Exception {
    database.jdbc().sql("alter table task add constraint stuck check (id < 0) not valid").update();
    try {
      JsonNode drill = run().path("items").path(0);
      assertThat(drill.path("passed").asBoolean(true)).isFalse();
      assertThat(drill.path("reason").asString()).isEqualTo("desk");
      assertThat(drill.at("/detail/en").asString()).contains("outbox");
      run();
      assertThat(alarms()).as("told once").hasSize(1);
      assertThat(alarms().getFirst().at("/title/en").asString()).isEqualTo("Drill failed");
      assertThat(alarms().getFirst().at("/subject/id").asString()).isEqualTo("street:" + STREET);
    } finally {
      database.jdbc().sql("alter table task drop constraint stuck").update();
    }

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(run().at("/items/0/passed").asBoolean()).as("mended").isTrue());
    assertThat(alarms()).isEmpty();
  }

  @Test
  void the_point_is_the_hubs_own() throws Exception {
    run();

    JsonNode points = get("/api/devices?type=drill-point");
    assertThat(points.at("/items/0/name").asString()).contains("演练点", "Drill point", STREET);
    var wanted = call(Role.INSTALLER, "POST", "/api/devices", device("dp-x", "drill-point"));
    assertThat(wanted.statusCode()).isEqualTo(400);
    assertThat(wanted.body()).contains("the hub's own");
    assertThat(call(Role.OFFICER, "POST", "/api/drills/run", "{}").statusCode()).isEqualTo(403);
    var nowhere = call(Role.OPERATOR, "POST", "/api/drills/run", "{\"streets\":[\"X\"]}");
    assertThat(nowhere.statusCode()).isEqualTo(400);
  }

  @Test
  void a_fire_of_yesterday_noon_is_late_and_one_of_last_week_was_missed() throws Exception {
    for (String id : List.of("sd-late", "sd-missed")) {
      call(Role.INSTALLER, "POST", "/api/devices", device(id, "smoke-detector"));
    }
    smoke("sd-late", Duration.ofHours(20));
    smoke("sd-missed", Duration.ofDays(7));

    await().atMost(SOON).until(() -> tasksOf("sd-late", "sd-missed").size() == 2);
    JsonNode late = tasksOf("sd-late").getFirst().path("event");
    assertThat(late.path("rule").asString()).isEqualTo("smoke");
    assertThat(late.path("severity").asString()).isEqualTo("I");
    assertThat(Instant.parse(late.path("observedAt").asString()))
        .isBefore(Instant.parse(late.path("raisedAt").asString()).minus(Duration.ofHours(19)));
    JsonNode missed = tasksOf("sd-missed").getFirst().path("event");
    assertThat(missed.path("rule").asString()).isEqualTo("hub.missed");
    assertThat(missed.at("/title/en").asString()).isEqualTo("Missed, check: Smoke alarm");
    assertThat(missed.path("severity").asString()).isEqualTo("III");
  }

  private void smoke(String device, Duration ago) throws Exception {
    Instant then = bus.now(Lane.LIFE_SAFETY).minus(ago);
    var message = new Telemetry(new DeviceId(device), then, Map.of("smoke", new Flag(true)));
    bus.append(Lane.LIFE_SAFETY, "mqtt", message).toCompletableFuture().join();
  }

  private List<JsonNode> tasksOf(String... devices) throws Exception {
    return StreamSupport.stream(get("/api/tasks").path("items").spliterator(), false)
        .filter(task -> List.of(devices).contains(task.at("/event/subject/id").asString()))
        .toList();
  }

  private List<JsonNode> alarms() throws Exception {
    return StreamSupport.stream(get("/api/events").path("items").spliterator(), false)
        .filter(event -> event.path("rule").asString().equals("hub.drill"))
        .filter(event -> event.path("active").asBoolean())
        .toList();
  }

  private JsonNode run() throws Exception {
    var answer = call(Role.OPERATOR, "POST", "/api/drills/run", "{}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private JsonNode get(String path) throws Exception {
    return JSON.readTree(call(Role.OPERATOR, "GET", path, "").body());
  }

  private String metrics() throws Exception {
    return call(Role.OPERATOR, "GET", "/actuator/prometheus", "").body();
  }

  private static String device(String id, String type) {
    return """
        {"type":"%s","name":"hall","grid":"440106001","id":"%s","place":{"street":"%s"}}"""
        .formatted(type, id, STREET);
  }

  private HttpResponse<String> call(Role role, String method, String path, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .header("Accept-Language", "en")
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + TOKENS.get(role))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private String token(Role role) {
    String name = role.name().toLowerCase(Locale.ROOT);
    Account account = accounts.create(name, "beacon-tower-1", List.of(role), Actor.HUB);
    return tokens.issue(account, "127.0.0.1").token();
  }
}
