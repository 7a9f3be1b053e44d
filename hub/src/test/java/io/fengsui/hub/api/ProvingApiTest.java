package io.fengsui.hub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.hub.account.Accounts;
import io.fengsui.hub.account.Role;
import io.fengsui.hub.account.Tokens;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bypasses, walk tests and what becomes of the alarms meanwhile, over a whole hub. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "fengsui.links.mqtt.mqtt.port=0",
      "spring.main.keep-alive=false",
      "fengsui.proving.settling=1s"
    })
@DirtiesContext
class ProvingApiTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @TempDir static Path folder;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final People people = new People();
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Autowired Accounts accounts;
  @Autowired Tokens tokens;
  @Autowired Bus bus;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    database.settings(registry);
    registry.add("fengsui.data", folder::toString);
  }

  @BeforeEach
  void people_come() {
    people.come(accounts, tokens, port);
  }

  @Test
  void a_zone_in_test_sends_nobody_each_point_passes_or_fails_and_the_report_is_signed()
      throws Exception {
    registered("sd-a1", "甲");
    registered("sd-a2", "甲");
    registered("sd-a3", "甲");
    registered("sd-b1", "乙");
    var begun = people.post("/api/walk-tests", Map.of("building", "甲", "forSeconds", 600));
    assertThat(begun.status()).isEqualTo(201);
    String test = begun.body().path("id").asString();
    assertThat(begun.body().path("total").asInt()).isEqualTo(3);
    assertThat(people.post("/api/walk-tests", Map.of("building", "甲")).status()).isEqualTo(409);

    assertThat(people.get("/api/proving").body().path("points").asInt()).isGreaterThanOrEqualTo(3);
    assertThat(people.get("/api/walk-tests?device=sd-a1").body().at("/0/id").asString())
        .isEqualTo(test);
    assertThat(people.get("/api/walk-tests?device=sd-b1").body()).isEmpty();

    says("sd-a1", true);
    says("sd-a2", false);
    says("sd-b1", true);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode points = people.get("/api/walk-tests/" + test).body().path("points");
              assertThat(points.findValuesAsString("result"))
                  .containsExactly("passed", "heard", "untried");
              assertThat(tasks("sd-b1")).as("a second fire outside").isEqualTo(1);
            });
    assertThat(tasks("sd-a1")).isZero();
    var event = people.get("/api/events?size=50").body().path("items");
    JsonNode marked = of(event, "sd-a1");
    assertThat(marked.path("mark").asString()).isEqualTo("test");
    assertThat(marked.path("state").asString()).isEqualTo("rejected");
    assertThat(people.get("/api/walk-tests/" + test + "/report").status()).isEqualTo(409);

    says("sd-a1", false);
    people.post("/api/walk-tests/" + test + "/end", Map.of());
    JsonNode signed = people.get("/api/walk-tests/" + test + "/report").body();

    assertThat(people.get("/api/proving").body().path("back").findValuesAsString("test"))
        .contains(test);
    var blindToday = people.get("/api/supervision/blind").body();
    assertThat(blindToday.path("counts").findValuesAsString("reason")).contains("test");
    assertThat(blindToday.path("items").findValuesAsString("reason")).doesNotContain("test");
    assertThat(signed.at("/report/passed").asBoolean(true)).isFalse();
    assertThat(signed.at("/report/points").findValuesAsString("result"))
        .containsExactly("heard", "untried", "passed");
    assertThat(verdict(JSON.writeValueAsString(signed))).isTrue();
    assertThat(verdict(JSON.writeValueAsString(signed).replace("untried", "passed"))).isFalse();
    assertThat(verdict("{}")).isFalse();
    assertThat(people.get("/api/walk-tests/" + test + "/report").body()).isEqualTo(signed);
    assertThat(people.get("/api/devices/sd-a1").body().path("state").asString())
        .isEqualTo("PROVEN");
    var blind = people.get("/api/devices/sd-a3/blind").body();
    assertThat(blind.path("seen").asBoolean(true)).isFalse();
    assertThat(blind.at("/windows/0/reason").asString()).isEqualTo("test");
  }

  @Test
  void a_fire_that_goes_on_after_the_test_counts_and_the_test_ends_by_itself() throws Exception {
    registered("sd-c1", "丙");
    String test =
        people
            .post("/api/walk-tests", Map.of("building", "丙", "forSeconds", 2))
            .body()
            .path("id")
            .asString();
    says("sd-c1", true);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        people.get("/api/walk-tests/" + test).body().path("endedBy").asString(""))
                    .isEqualTo("hub"));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(tasks("sd-c1")).isEqualTo(1));

    assertThat(
            jdbc.sql("select count(*) from event where subject = 'sd-c1'")
                .query(Long.class)
                .single())
        .as("one marked, one that continues it")
        .isEqualTo(2);
  }

  @Test
  void a_bypassed_device_is_recorded_but_asks_for_nobody_until_it_is_back() throws Exception {
    registered("sd-d1", "丁");
    says("sd-d1", false);
    assertThat(people.post("/api/devices/sd-d1/bypass", Map.of("why", "x")).status())
        .isEqualTo(400);
    assertThat(people.post("/api/devices/sd-d1/unbypass", Map.of()).status()).isEqualTo(409);

    var made =
        people.post("/api/devices/sd-d1/bypass", Map.of("why", "welding", "forSeconds", 3600));
    assertThat(made.status()).isEqualTo(200);
    assertThat(people.get("/api/devices/sd-d1").body().path("health").asString())
        .isEqualTo("BYPASSED");
    says("sd-d1", true);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(events("smoke", "sd-d1")).isEqualTo(1));
    assertThat(tasks("sd-d1")).isZero();
    assertThat(people.get("/api/bypasses").body().path("items").findValuesAsString("device"))
        .containsExactly("sd-d1");

    assertThat(people.post("/api/devices/sd-d1/unbypass", Map.of()).status()).isEqualTo(200);

    assertThat(people.get("/api/devices/sd-d1").body().path("state").asString())
        .isEqualTo("REGISTERED");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(tasks("sd-d1")).isEqualTo(1));
    assertThat(people.get("/api/devices/sd-d1/blind").body().at("/windows/0/reason").asString())
        .isEqualTo("bypassed");
  }

  @Test
  void a_bypass_that_should_have_ended_is_an_alarm_until_it_does() throws Exception {
    registered("sd-e1", "戊");
    people.post("/api/devices/sd-e1/bypass", Map.of("why", "painting", "forSeconds", 1));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(events("hub.bypass-overdue", "sd-e1")).isEqualTo(1));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(tasks("sd-e1")).isEqualTo(1));

    people.post("/api/devices/sd-e1/bypass", Map.of("why", "second coat", "forSeconds", 3600));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.sql("select active from event where rule = 'hub.bypass-overdue'")
                            .query(Boolean.class)
                            .single())
                    .isFalse());
    people.post("/api/devices/sd-e1/unbypass", Map.of());
  }

  @Test
  void classes_and_their_reporting_times_are_told() {
    var classes = people.get("/api/supervision").body().path("classes");

    assertThat(classes.findValuesAsString("supervision"))
        .containsExactly("20s", "90s", "180s", "30m", "25h");
    assertThat(classes.at("/2/limitMillis").asLong()).isEqualTo(180_000);
    assertThat(
            people.get("/api/supervision/unprotected?of=link:mqtt").body().path("items").isArray())
        .isTrue();
  }

  private void registered(String id, String building) {
    registered(id, building, "天河路");
  }

  private void registered(String id, String building, String street) {
    var made =
        people.post(
            "/api/devices",
            Map.of(
                "type",
                "smoke-detector",
                "name",
                "detector " + id,
                "id",
                id,
                "grid",
                "440106001",
                "place",
                Map.of("building", building, "street", street)));
    assertThat(made.status()).isEqualTo(201);
  }

  private void says(String device, boolean smoke) throws Exception {
    var message = new Telemetry(new DeviceId(device), null, Map.of("smoke", new Value.Flag(smoke)));
    bus.append(Lane.LIFE_SAFETY, "mqtt", message).toCompletableFuture().get();
  }

  private long tasks(String device) {
    return jdbc.sql("select count(*) from task t join event e on e.id = t.event where subject = ?")
        .param(device)
        .query(Long.class)
        .single();
  }

  private long events(String rule, String device) {
    return jdbc.sql("select count(*) from event where rule = ? and subject = ?")
        .params(rule, device)
        .query(Long.class)
        .single();
  }

  private boolean verdict(String signed) {
    return people
        .send("POST", "/api/walk-tests/verify", Role.ADMIN, signed)
        .body()
        .path("genuine")
        .asBoolean(true);
  }

  private static JsonNode of(JsonNode events, String device) {
    return events
        .valueStream()
        .filter(event -> event.at("/subject/id").asString().equals(device))
        .findFirst()
        .orElseThrow();
  }
}
