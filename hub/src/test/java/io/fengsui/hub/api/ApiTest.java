package io.fengsui.hub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.hub.account.Account;
import io.fengsui.hub.account.Accounts;
import io.fengsui.hub.account.Role;
import io.fengsui.hub.account.Tokens;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.database.TestDatabase;
import io.fengsui.hub.rehearsal.Order;
import io.fengsui.hub.rehearsal.Rehearsal;
import io.fengsui.hub.rehearsal.Rehearsals;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"fengsui.links.mqtt.mqtt.port=0", "spring.main.keep-alive=false"})
@DirtiesContext
class ApiTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @TempDir static Path folder;

  private static final String PASSWORD = "beacon-tower-1";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Map<Role, String> TOKENS = new EnumMap<>(Role.class);

  @Autowired Accounts accounts;
  @Autowired Tokens tokens;
  @Autowired Bus bus;
  @Autowired Rehearsals rehearsals;
  @LocalServerPort int port;

  private final HttpClient http = HttpClient.newHttpClient();
  private String language = "en";

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    database.settings(registry);
    registry.add("fengsui.data", folder::toString);
  }

  @BeforeEach
  void people() {
    for (Role role : Role.values()) {
      TOKENS.computeIfAbsent(role, this::token);
    }
  }

  @Test
  void a_device_is_registered_shown_and_retired() throws Exception {
    var made =
        post(
            Role.INSTALLER,
            "/api/devices",
            """
            {"type":"smoke-detector","name":"3 号楼 东户","grid":"440106001","supervision":"180s",
             "at":{"latitude":23.17,"longitude":113.22,"crs":"gcj02"},"place":{"building":"3"}}
            """);
    assertThat(made.status()).isEqualTo(201);
    String id = made.body().at("/device/id").asString();
    assertThat(made.body().at("/credential/user").asString()).isEqualTo(id);
    assertThat(made.body().at("/publish/topic").asString())
        .isEqualTo("hub/street/" + id + "/telemetry");
    assertThat(made.body().at("/publish/example").asString())
        .contains("-P " + made.body().at("/credential/password").asString());

    var shown = get(Role.OPERATOR, "/api/devices/" + id);
    assertThat(shown.body().path("health").asString()).isEqualTo("UNKNOWN");
    assertThat(shown.body().at("/typeName/zh").asString()).isEqualTo("感烟探测器");
    assertThat(shown.body().at("/at/latitude").asDouble()).isBetween(23.172, 23.174);
    assertThat(shown.body().path("latest").isArray()).isTrue();

    var found = get(Role.OPERATOR, "/api/devices?q=%E4%B8%9C%E6%88%B7&health=&sort=-since");
    assertThat(found.body().path("total").asInt()).isEqualTo(1);
    assertThat(found.body().at("/counts/UNKNOWN").asInt()).isEqualTo(1);

    assertThat(post(Role.INSTALLER, "/api/devices/" + id + "/retire", "{}").status())
        .isEqualTo(400);
    var retired = post(Role.INSTALLER, "/api/devices/" + id + "/retire", "{\"reason\":\"broken\"}");
    assertThat(retired.body().path("state").asString()).isEqualTo("RETIRED");
    assertThat(get(Role.OPERATOR, "/api/devices?q=%E4%B8%9C%E6%88%B7").body().path("total").asInt())
        .isZero();
  }

  @Test
  void a_test_waits_until_the_device_is_heard() throws Exception {
    var made = post(Role.INSTALLER, "/api/devices", detector("sd-test"));
    assertThat(made.status()).isEqualTo(201);
    var waiting =
        CompletableFuture.supplyAsync(
            () -> post(Role.INSTALLER, "/api/devices/sd-test/test", "{\"timeoutSeconds\":30}"));

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              bus.append(Lane.LIFE_SAFETY, "mqtt", readings("sd-test"));
              return waiting.isDone();
            });

    JsonNode result = waiting.get().body();
    assertThat(result.path("heard").asBoolean()).isTrue();
    assertThat(result.path("state").asString()).isEqualTo("PROVEN");
    assertThat(result.at("/latest/0/metric").asString()).isEqualTo("battery");
    assertThat(result.at("/latest/0/zh").asString()).isEqualTo("电量");
    var shown = get(Role.OPERATOR, "/api/devices/sd-test").body();
    assertThat(shown.path("health").asString()).isEqualTo("ONLINE");
    assertThat(shown.path("battery").asDouble()).isEqualTo(87);
  }

  @Test
  void a_test_of_a_silent_device_says_so() {
    post(Role.INSTALLER, "/api/devices", detector("sd-quiet"));

    var result = post(Role.INSTALLER, "/api/devices/sd-quiet/test", "{\"timeoutSeconds\":1}");

    assertThat(result.status()).isEqualTo(200);
    assertThat(result.body().path("heard").asBoolean(true)).isFalse();
  }

  @Test
  void an_order_to_a_device_that_is_not_connected_says_so_and_is_in_the_audit_log() {
    post(Role.INSTALLER, "/api/devices", detector("sd-order"));

    var result = post(Role.OPERATOR, "/api/devices/sd-order/commands", "{\"name\":\"mute\"}");

    assertThat(result.status()).isEqualTo(200);
    assertThat(result.body().path("outcome").asString()).isEqualTo("unreachable");
    String orders = "{\"name\":\"Mute!\",\"timeoutSeconds\":600,\"arguments\":{\"to\":[]}}";
    var refused = post(Role.OPERATOR, "/api/devices/sd-order/commands", orders);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().toString()).contains("name", "timeoutSeconds", "arguments.to");
    assertThat(post(Role.OFFICER, "/api/devices/sd-order/commands", "{\"name\":\"mute\"}").status())
        .isEqualTo(403);
  }

  @Test
  void a_device_has_one_address_and_can_get_another() {
    String wanted =
        """
        {"type":"smoke-detector","name":"a","grid":"440106001","id":"sd-at","address":"loop 1"}
        """;
    assertThat(post(Role.INSTALLER, "/api/devices", wanted).body().at("/device/address").asString())
        .isEqualTo("loop 1");
    assertThat(post(Role.INSTALLER, "/api/devices", wanted.replace("sd-at", "sd-b")).status())
        .isEqualTo(400);

    var moved = post(Role.INSTALLER, "/api/devices/sd-at/address", "{\"address\":\"loop 2\"}");
    assertThat(moved.body().path("address").asString()).isEqualTo("loop 2");
    assertThat(post(Role.INSTALLER, "/api/devices", wanted.replace("sd-at", "sd-b")).status())
        .isEqualTo(201);
    assertThat(get(Role.INSTALLER, "/api/links/strangers").body().isArray()).isTrue();
    assertThat(get(Role.INSTALLER, "/api/links/strangers?link=none").status()).isEqualTo(404);
  }

  @Test
  void hundreds_are_registered_in_one_call() {
    var body = "[" + String.join(",", Collections.nCopies(300, detector(null))) + "]";

    var made = post(Role.INSTALLER, "/api/devices/batch", body);

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().size()).isEqualTo(300);
    assertThat(made.body().at("/299/credential/password").asString()).hasSize(32);
  }

  @Test
  void every_mistake_is_told_at_once_in_the_callers_language() {
    language = "zh-CN,zh;q=0.9";

    var refused = post(Role.INSTALLER, "/api/devices", "{\"type\":\"smoke-detector\"}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.type()).startsWith("application/problem+json");
    assertThat(refused.body().path("detail").asString()).isEqualTo("有 2 处需要更正");
    assertThat(refused.body().path("problems").findValuesAsString("field"))
        .containsExactly("name", "grid");
    assertThat(refused.body().at("/problems/0/message").asString()).isEqualTo("请填写名称");
  }

  @Test
  void broken_json_unknown_devices_and_wrong_roles_are_refused_in_words() {
    assertThat(post(Role.INSTALLER, "/api/devices", "{nonsense").status()).isEqualTo(400);
    assertThat(get(Role.OPERATOR, "/api/devices/sd-nowhere").body().path("detail").asString())
        .isEqualTo("there is no device sd-nowhere");
    assertThat(get(Role.OPERATOR, "/api/devices?health=SICK").status()).isEqualTo(400);
    assertThat(post(Role.OPERATOR, "/api/devices", detector("sd-no")).status()).isEqualTo(403);
    assertThat(get(Role.INSTALLER, "/api/accounts").status()).isEqualTo(403);
    assertThat(send("GET", "/api/devices", null, null).status()).isEqualTo(401);
    assertThat(post(Role.ADMIN, "/api/devices?dryRun=true", detector("sd-dry")).status())
        .isEqualTo(200);
  }

  @Test
  void people_sign_in_and_out() {
    var wrong = send("POST", "/api/login", null, "{\"name\":\"officer\",\"password\":\"x\"}");
    assertThat(wrong.status()).isEqualTo(401);
    var right =
        send(
            "POST",
            "/api/login",
            null,
            "{\"name\":\"officer\",\"password\":\"%s\"}".formatted(PASSWORD));
    String token = right.body().path("token").asString();
    assertThat(right.body().at("/account/roles/0").asString()).isEqualTo("OFFICER");

    assertThat(send("GET", "/api/me", token, null).body().path("name").asString())
        .isEqualTo("officer");
    assertThat(send("POST", "/api/logout", token, "").status()).isEqualTo(204);
    assertThat(send("GET", "/api/me", token, null).status()).isEqualTo(401);
  }

  @Test
  void an_administrator_makes_accounts_and_links() {
    var body = "{\"name\":\"li.na\",\"password\":\"far-smoke-seen\",\"roles\":[\"OPERATOR\"]}";
    assertThat(post(Role.ADMIN, "/api/accounts", body).status()).isEqualTo(201);
    assertThat(post(Role.ADMIN, "/api/accounts", body).status()).isEqualTo(400);

    var link = post(Role.ADMIN, "/api/sign-in-links", "{\"account\":\"li.na\",\"minutes\":5}");

    assertThat(link.body().path("path").asString()).startsWith("/sign-in/link?code=");
    assertThat(send("POST", "/api/setup", null, "{\"code\":\"x\"}").status()).isEqualTo(409);
  }

  @Test
  void rules_are_rehearsed_by_one_person_at_a_time() throws Exception {
    String body =
        """
        {"files":{"low.yaml":"rules:\\n  low:\\n    title: { zh: 低, en: Low }\\n    when: { metric: battery, below: 90 }\\n    severity: IV\\n    category: device\\n    advice: { zh: 看, en: Look }\\n"}}
        """;
    assertThat(post(Role.INSTALLER, "/api/devices", detector("sd-past")).status()).isEqualTo(201);
    bus.append(Lane.LIFE_SAFETY, "mqtt", readings("sd-past")).toCompletableFuture().get();

    var done = post(Role.OPERATOR, "/api/rules/rehearse", body);

    assertThat(done.type()).startsWith("application/x-ndjson");
    JsonNode rule = done.body().at("/result/rules/0");
    assertThat(rule.path("id").asString()).isEqualTo("low");
    assertThat(rule.path("gained").asInt()).isPositive();
    assertThat(rule.at("/examples/0/name").asString()).isEqualTo("hall");
    assertThat(post(Role.OFFICER, "/api/rules/rehearse", body).status()).isEqualTo(403);
    var mistaken = post(Role.OPERATOR, "/api/rules/rehearse", body.replace("severity", "severty"));
    assertThat(mistaken.status()).isEqualTo(400);
    assertThat(mistaken.body().at("/problems/0/field").asString()).startsWith("low.yaml:");
    var wish = new Order("wang", Map.of(), false, null, null);
    try (Rehearsal _ = rehearsals.begin(wish)) {
      assertThat(post(Role.OPERATOR, "/api/rules/rehearse", body).body().path("detail").asString())
          .startsWith("wang is rehearsing");
    }
    assertThat(post(Role.OPERATOR, "/api/rules/rehearse", body).status()).isEqualTo(200);
  }

  private static Telemetry readings(String id) {
    return new Telemetry(
        new DeviceId(id),
        null,
        Map.of("smoke", new Value.Flag(false), "battery", new Value.Quantity(87, "%")));
  }

  private static String detector(@Nullable String id) {
    return """
        {"type":"smoke-detector","name":"hall","grid":"1"%s}"""
        .formatted(id == null ? "" : ",\"id\":\"" + id + "\"");
  }

  private record Answer(int status, String type, JsonNode body) {}

  private Answer post(Role role, String path, @Nullable String body) {
    return send("POST", path, TOKENS.get(role), body);
  }

  private Answer get(Role role, String path) {
    return send("GET", path, TOKENS.get(role), null);
  }

  private Answer send(String method, String path, @Nullable String token, @Nullable String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(40))
            .header("Accept-Language", language)
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      String type = answer.headers().firstValue("Content-Type").orElse("");
      String last = // of many lines, if they are JSON each
          type.contains("ndjson") ? answer.body().lines().toList().getLast() : answer.body();
      return new Answer(answer.statusCode(), type, JSON.readTree(last.isEmpty() ? "null" : last));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String token(Role role) {
    String name = role.name().toLowerCase(Locale.ROOT);
    Account account = accounts.create(name, PASSWORD, List.of(role), Actor.HUB);
    return tokens.issue(account, "127.0.0.1").token();
  }
}
