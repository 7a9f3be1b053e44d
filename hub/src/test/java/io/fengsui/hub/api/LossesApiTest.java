package io.fengsui.hub.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.hub.account.Accounts;
import io.fengsui.hub.account.Role;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.database.TestDatabase;
import io.fengsui.hub.link.LinkSupervisor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
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

/** A whole hub: what a gateway says too early is an alarm once its child is registered. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"fengsui.links.mqtt.mqtt.port=0", "spring.main.keep-alive=false"})
@DirtiesContext
class LossesApiTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();
  @TempDir static Path data;

  private static final String PASSWORD = "beacon-tower-1";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();

  @Autowired Accounts accounts;
  @Autowired LinkSupervisor links;
  @LocalServerPort int port;
  private String wang = "";

  /** A gateway that is registered. */
  private record Gateway(String id, String password, MqttClient client) {}

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
      accounts.create("chen", PASSWORD, List.of(Role.INSTALLER), Actor.HUB);
    }
    wang = signIn("wang");
  }

  @Test
  void what_a_child_said_before_it_was_registered_becomes_an_alarm_afterwards() throws Exception {
    Gateway gateway = connected();
    say(gateway, "hub/street/child-7/event", "{\"type\":\"fire\"}");
    JsonNode entry = theOnly("device=" + gateway.id + "&reason=not-allowed");
    Instant lostAt = Instant.parse(entry.path("lastAt").asString());
    String ids = "{\"ids\":[" + entry.path("id").asLong() + "],\"dryRun\":%s}";
    assertThat(replay(ids.formatted(false)).path("outcome").asString()).isEqualTo("refused");

    register("child-7", "smoke-detector", gateway.id);

    JsonNode rehearsed = replay(ids.formatted(true));
    assertThat(rehearsed.path("outcome").asString()).isEqualTo("replayed");
    assertThat(rehearsed.path("messages").path(0).path("kind").asString()).isEqualTo("fire");
    assertThat(get(wang, "/api/events").path("total").asLong()).as("rehearsed only").isZero();
    assertThat(replay(ids.formatted(false)).path("outcome").asString()).isEqualTo("replayed");
    await().atMost(PATIENCE).until(() -> get(wang, "/api/events").path("total").asLong() == 1);
    JsonNode event = get(wang, "/api/events").path("items").path(0);
    assertThat(event.path("subject").path("id").asString()).isEqualTo("child-7");
    assertThat(Instant.parse(event.path("evidence").path(0).path("at").asString()))
        .isBetween(lostAt.minusMillis(1), lostAt.plusMillis(1));
    assertThat(replay(ids.formatted(false)).path("outcome").asString()).isEqualTo("already");
    JsonNode child = get(wang, "/api/devices/child-7");
    assertThat(child.has("lastHeardAt")).as("an operator spoke, not the device").isFalse();
    gateway.client.disconnectForcibly(0, 100);
  }

  @Test
  void what_came_is_shown_so_that_nothing_obeys_it_and_a_device_tells_what_it_lost()
      throws Exception {
    Gateway gateway = connected();
    String topic = "hub/street/" + gateway.id + "/telemetry";

    say(gateway, topic, "{\u001b[2J\u202e");
    say(
        gateway,
        topic,
        "{\"ts\":" + Instant.now().minusSeconds(7200).toEpochMilli() + ",\"voltage\":12}");
    say(gateway, topic, "{\"ts\":1000,\"voltage\":12}");

    JsonNode line = theOnly("reason=malformed&device=" + gateway.id);
    JsonNode sample = get(wang, "/api/losses/" + line.path("id").asLong()).path("sample");
    assertThat(sample.path("text").asString()).isEqualTo("{\\u{1b}[2J\\u{202e}");
    assertThat(sample.path("hex").asString()).isEqualTo("7b1b5b324ae280ae");
    assertThat(sample.path("source").asString()).isEqualTo(topic);
    assertThat(theOnly("reason=late&device=" + gateway.id).path("replayable").asBoolean())
        .isFalse();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        get(wang, "/api/devices/" + gateway.id)
                            .path("losses")
                            .findValuesAsString("reason"))
                    .containsExactlyInAnyOrder("malformed", "late", "clock"));
    assertThat(everythingKept()).doesNotContain(gateway.password);
    gateway.client.disconnectForcibly(0, 100);
  }

  @Test
  void who_may_not_and_what_makes_no_sense_is_refused() throws Exception {
    assertThat(call(signIn("li"), "GET", "/api/losses", "").statusCode()).isEqualTo(403);
    String chen = signIn("chen");
    assertThat(call(chen, "GET", "/api/losses", "").statusCode()).isEqualTo(200);
    assertThat(call(chen, "POST", "/api/losses/replay", "{\"ids\":[1]}").statusCode())
        .isEqualTo(403);
    assertThat(call(wang, "POST", "/api/losses/replay", "{}").statusCode()).isEqualTo(400);
    assertThat(call(wang, "GET", "/api/losses/4711", "").statusCode()).isEqualTo(404);
    assertThat(call(wang, "GET", "/api/losses?reason=odd", "").statusCode()).isEqualTo(400);
  }

  private Gateway connected() throws Exception {
    JsonNode registered = register(null, "gateway", null);
    String id = registered.path("device").path("id").asString();
    String password = registered.path("credential").path("password").asString();
    String listening =
        links.statuses().stream()
            .filter(link -> link.name().equals("mqtt"))
            .map(link -> link.detail().en())
            .findFirst()
            .orElseThrow();
    String at = listening.replaceAll(".*127", "tcp://127");
    var client = new MqttClient(at, id, new MemoryPersistence());
    var options = new MqttConnectionOptions();
    options.setUserName(id);
    options.setPassword(password.getBytes(UTF_8));
    client.connect(options);
    return new Gateway(id, password, client);
  }

  private static void say(Gateway gateway, String topic, String payload) throws Exception {
    gateway.client.publish(topic, payload.getBytes(UTF_8), 0, false);
  }

  private JsonNode theOnly(String query) throws Exception {
    await()
        .atMost(PATIENCE)
        .until(() -> get(wang, "/api/losses?" + query).path("total").asLong() == 1);
    return get(wang, "/api/losses?" + query).path("items").path(0);
  }

  private JsonNode replay(String body) throws Exception {
    HttpResponse<String> answer = call(wang, "POST", "/api/losses/replay", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body()).path("results").path(0);
  }

  /** All that the database has of losses, as one text. */
  private static String everythingKept() {
    return database
        .jdbc()
        .sql(
            "select coalesce(string_agg(loss::text || encode(sample, 'escape'), ''), '') from loss")
        .query(String.class)
        .single();
  }

  private JsonNode register(@Nullable String id, String type, @Nullable String parent)
      throws Exception {
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("id", id);
    wanted.put("type", type);
    wanted.put("parent", parent);
    wanted.put("name", "3-2-201");
    wanted.put("grid", "440106001001001");
    var answer = call(wang, "POST", "/api/devices", json.writeValueAsString(wanted));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json.readTree(answer.body());
  }

  private String signIn(String name) throws Exception {
    String body = json.writeValueAsString(Map.of("name", name, "password", PASSWORD));
    var answer = call("", "POST", "/api/login", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body()).path("token").asString();
  }

  private JsonNode get(String token, String path) throws Exception {
    HttpResponse<String> answer = call(token, "GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body());
  }

  private HttpResponse<String> call(String token, String method, String path, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
