package io.fengsui.hub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Value;
import io.fengsui.hub.account.Accounts;
import io.fengsui.hub.account.Role;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

/** A whole hub: what goes onto the bus is seen and worked off over HTTP. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"fengsui.links.mqtt.mqtt.port=0", "spring.main.keep-alive=false"})
@DirtiesContext
class EventsAndTasksApiTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();
  @TempDir static Path data;

  private static final String PASSWORD = "beacon-tower-1";
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();

  @Autowired Bus bus;
  @Autowired Accounts accounts;
  @LocalServerPort int port;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    database.settings(registry);
    registry.add("fengsui.data", data::toString);
  }

  @BeforeEach
  void people() throws Exception {
    if (database.jdbc().sql("select count(*) from account").query(Long.class).single() == 0) {
      accounts.create("wang", PASSWORD, List.of(Role.ADMIN), Actor.HUB);
      accounts.create("li", PASSWORD, List.of(Role.OFFICER), Actor.HUB);
      accounts.create("zhao", PASSWORD, List.of(Role.OFFICER), Actor.HUB);
      accounts.create("chen", PASSWORD, List.of(Role.INSTALLER), Actor.HUB);
    }
  }

  @Test
  void an_alarm_is_seen_accepted_and_closed() throws Exception {
    String li = signIn("li");
    String device = device(signIn("wang"), "3-2-201 kitchen");
    smoke(device);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> get(li, "/api/tasks").path("total").asLong() == 1);

    JsonNode task = get(li, "/api/tasks").path("items").path(0);
    String path = "/api/tasks/" + task.path("id").asLong();
    assertThat(task.path("state").asString()).isEqualTo("open");
    assertThat(task.path("event").path("severity").asString()).isEqualTo("I");
    assertThat(task.path("event").path("subject").path("id").asString()).isEqualTo(device);
    assertThat(task.path("event").path("at").path("latitude").asDouble()).isBetween(23.0, 24.0);
    assertThat(task.path("advice").path("en").asString()).isNotEmpty();
    assertThat(task.path("evidence").path(0).path("metric").asString()).isEqualTo("smoke");

    var early = post(li, path + "/arrive", "");
    assertThat(early.statusCode()).isEqualTo(409);
    assertThat(json.readTree(early.body()).path("detail").asString()).startsWith("请先接受任务");

    assertThat(post(li, path + "/accept", "").statusCode()).isEqualTo(200);
    assertThat(post(li, path + "/accept", "").statusCode()).isEqualTo(200);
    assertThat(post(signIn("zhao"), path + "/accept", "").statusCode()).isEqualTo(409);
    assertThat(post(li, path + "/arrive", "").statusCode()).isEqualTo(200);
    var without = post(li, path + "/close", "{\"outcome\":\"false-alarm\"}");
    assertThat(without.statusCode()).isEqualTo(400);
    assertThat(without.body()).contains("reason");
    var closed = post(li, path + "/close", "{\"outcome\":\"false-alarm\",\"reason\":\"油烟\"}");
    assertThat(closed.statusCode()).isEqualTo(200);

    JsonNode event = get(li, "/api/events/" + task.path("event").path("id").asString());
    assertThat(event.path("state").asString()).isEqualTo("rejected");
    assertThat(event.path("taskId").asLong()).isEqualTo(task.path("id").asLong());
    assertThat(event.path("history").findValuesAsString("kind"))
        .containsExactly("raised", "accepted", "on-site", "rejected");
    assertThat(event.path("handOvers").path(0).path("channel").asString()).isEqualTo("desk");
    assertThat(get(li, "/api/tasks?state=closed").path("total").asLong()).isEqualTo(1);
    assertThat(get(li, "/api/events?state=open").path("total").asLong()).isZero();
    assertThat(get(li, "/api/events?severity=I&state=rejected").path("total").asLong())
        .isEqualTo(1);
    JsonNode overview = get(li, "/api/overview");
    assertThat(overview.path("devices").path("total").asInt()).isEqualTo(1);
    assertThat(overview.path("tasks").path("open").asInt()).isZero();
    assertThat(overview.path("events").path("active").asInt()).isEqualTo(1);
  }

  @Test
  void who_may_not_is_told_so() throws Exception {
    assertThat(call("", "GET", "/api/tasks", "").statusCode()).isEqualTo(401);
    assertThat(call(signIn("chen"), "GET", "/api/tasks", "").statusCode()).isEqualTo(403);
    assertThat(post(signIn("li"), "/api/rules/reload", "").statusCode()).isEqualTo(403);
    assertThat(call(signIn("li"), "GET", "/api/tasks/99", "").statusCode()).isEqualTo(404);
    assertThat(call(signIn("li"), "GET", "/api/events?state=odd", "").statusCode()).isEqualTo(400);
  }

  @Test
  void rules_with_mistakes_are_all_told_and_the_running_ones_stay() throws Exception {
    String wang = signIn("wang");
    Path file = data.resolve("rules/own.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "rules:\n  odd:\n    severty: I\n    when: { metric: nonsense, above: many }\n");

    var refused = post(wang, "/api/rules/reload", "");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json.readTree(refused.body()).path("problems").size()).isGreaterThan(2);
    assertThat(refused.body()).contains("own.yaml:3:");
    Files.delete(file);
    assertThat(post(wang, "/api/rules/reload", "").statusCode()).isEqualTo(200);
  }

  private void smoke(String device) throws InterruptedException {
    var message =
        new DeviceMessage.Telemetry(
            new DeviceId(device), null, Map.of("smoke", new Value.Flag(true)));
    bus.append(Lane.LIFE_SAFETY, "mqtt", message).toCompletableFuture().join();
  }

  private String device(String token, String name) throws Exception {
    var answer =
        post(
            token,
            "/api/devices",
            json.writeValueAsString(
                Map.of(
                    "type",
                    "smoke-detector",
                    "name",
                    name,
                    "grid",
                    "440106001001001",
                    "at",
                    Map.of("latitude", 23.17, "longitude", 113.22, "crs", "gcj02"))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json.readTree(answer.body()).path("device").path("id").asString();
  }

  private String signIn(String name) throws Exception {
    var answer =
        call(
            "",
            "POST",
            "/api/login",
            json.writeValueAsString(Map.of("name", name, "password", PASSWORD)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body()).path("token").asString();
  }

  private JsonNode get(String token, String path) throws Exception {
    HttpResponse<String> answer = call(token, "GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body());
  }

  private HttpResponse<String> post(String token, String path, String body) throws Exception {
    return call(token, "POST", path, body);
  }

  private HttpResponse<String> call(String token, String method, String path, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .header("Accept-Language", "zh")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
