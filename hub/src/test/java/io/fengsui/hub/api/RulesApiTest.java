package io.fengsui.hub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.hub.account.Accounts;
import io.fengsui.hub.account.Role;
import io.fengsui.hub.account.Tokens;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Rules are looked at and changed while the hub runs. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"fengsui.links.mqtt.mqtt.port=0", "spring.main.keep-alive=false"})
@DirtiesContext
class RulesApiTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @TempDir static Path folder;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final People people = new People();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String WARM =
      """
      rules:
        warm:
          title: { zh: 偏热, en: Warm }
          types: [environment-sensor]
          when: { metric: temperature, above: %d Cel }
          severity: IV
          category: device
          advice: { zh: 看, en: Look }
      """;

  @Autowired Accounts accounts;
  @Autowired Tokens tokens;
  @Autowired Bus bus;
  @Autowired AuditLog audit;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    database.settings(registry);
    registry.add("fengsui.data", folder::toString);
  }

  @BeforeEach
  void nobody_has_changed_the_rules() {
    people.come(accounts, tokens, port);
    if (people.get("/api/rules").body().path("version").asInt() > 0) {
      people.post("/api/rules/rollback", Map.of("version", 0, "reason", "next test"));
    }
  }

  @Test
  void the_rules_are_listed_and_shown_as_their_file_says() {
    var all = people.get("/api/rules").body();
    assertThat(all.path("items").findValuesAsString("id")).contains("smoke", "silence");
    assertThat(all.at("/items/0/file").asString()).isEqualTo("street.yaml");
    assertThat(all.at("/items/0/layer").asString()).isEqualTo("shipped");

    var smoke = people.get("/api/rules/smoke").body();
    assertThat(smoke.path("definition").asString())
        .startsWith("smoke:\n  title:")
        .contains("above: 0.15 dB/m")
        .doesNotContain("heat:");
    assertThat(smoke.path("mode").asString()).isEqualTo("armed");
    assertThat(people.get("/api/rules/nothing").status()).isEqualTo(404);
  }

  @Test
  void a_file_is_tried_applied_and_rolled_back() throws Exception {
    sensor("es-apply");
    var tried = write("warm.yaml", WARM.formatted(30), Map.of("dryRun", true));
    assertThat(tried.body().at("/difference/added/0").asString()).isEqualTo("warm");
    assertThat(people.get("/api/rules/warm").status()).isEqualTo(404);

    var applied = write("warm.yaml", WARM.formatted(30), Map.of("reason", "summer"));
    assertThat(applied.status()).as(applied.body().toString()).isEqualTo(200);
    assertThat(applied.body().path("inForce").asBoolean()).isTrue();
    int version = applied.body().path("version").asInt();
    says("es-apply", 35);
    await().atMost(PATIENCE).until(() -> active("warm", "es-apply") == 1);

    var back = Map.of("version", 0, "reason", "too warm", "dryRun", true);
    var would = people.post("/api/rules/rollback", back);
    assertThat(would.body().at("/difference/removed/0").asString()).isEqualTo("warm");
    assertThat(would.body().path("clears").findValuesAsString("subject")).contains("es-apply");
    assertThat(would.body().path("version").asInt()).isEqualTo(version);
    assertThat(people.post("/api/rules/rollback", Map.of("version", 0)).status()).isEqualTo(400);

    var done = people.post("/api/rules/rollback", Map.of("version", 0, "reason", "too warm"));
    assertThat(done.body().path("version").asInt()).isEqualTo(version + 1);
    await().atMost(PATIENCE).until(() -> active("warm", "es-apply") == 0);
    assertThat(
            jdbc.sql(
                    "select reason from event_change where kind = 'cleared' and reason is not null")
                .query(String.class)
                .list())
        .containsOnly("rule-changed");
    var history = people.get("/api/rules/versions").body();
    assertThat(history.at("/items/0/reason").asString()).isEqualTo("too warm");
    assertThat(history.at("/items/0/author").asString()).isEqualTo("admin");
    assertThat(history.at("/items/0/active").asBoolean()).isTrue();
    assertThat(
            people.get("/api/rules/versions/" + version).body().at("/texts/warm.yaml").asString())
        .contains("above: 30 Cel");
    assertThat(audit.verify().whole()).isTrue();
    assertThat(
            jdbc.sql("select action from audit where subject = 'version ' || ?")
                .param(version)
                .query(String.class)
                .list())
        .containsExactly("rule.files");
  }

  @Test
  void a_bad_file_changes_nothing_and_all_its_mistakes_are_told_with_their_places() {
    int before = people.get("/api/rules").body().path("version").asInt();

    var refused =
        write("bad.yaml", WARM.formatted(30) + "  cold: { severty: I }\n", Map.of("reason", "r"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("problems").findValuesAsString("field"))
        .anyMatch(field -> field.startsWith("bad.yaml:9:"));
    var rules = people.get("/api/rules").body();
    assertThat(rules.path("version").asInt()).isEqualTo(before);
    assertThat(rules.path("items").findValuesAsString("id")).doesNotContain("warm");
    assertThat(write("../x.yaml", "rules: {}", Map.of("reason", "r")).status()).isBetween(400, 404);
  }

  @Test
  void a_rule_in_shadow_counts_and_tells_nobody_until_it_is_armed() throws Exception {
    sensor("es-shadow");
    write("warm.yaml", WARM.formatted(30) + "    shadow: true\n", Map.of("reason", "try it"));
    says("es-shadow", 35);
    says("es-shadow", 20);
    says("es-shadow", 36);
    await().atMost(PATIENCE).until(() -> doings("es-shadow").size() == 3);

    assertThat(doings("es-shadow")).containsExactly("RAISED", "CLEARED", "RAISED");
    assertThat(people.get("/api/rules/warm").body().path("mode").asString()).isEqualTo("shadow");
    assertThat(count("warm", "raised")).isGreaterThanOrEqualTo(2);
    assertThat(events("warm", "es-shadow")).isZero();

    var armed =
        people.post("/api/rules/warm/mode", Map.of("mode", "armed", "reason", "it is right"));
    assertThat(armed.body().at("/difference/changed/0").asString()).isEqualTo("warm");
    await().atMost(PATIENCE).until(() -> events("warm", "es-shadow") == 1);
    assertThat(
            people
                .post("/api/rules/warm/mode", Map.of("mode", "armed", "reason", "again"))
                .status())
        .isEqualTo(409);
    assertThat(people.post("/api/rules/warm/mode", Map.of("mode", "loud", "reason", "x")).status())
        .isEqualTo(400);
  }

  @Test
  void people_are_told_why_a_rule_is_quiet() throws Exception {
    sensor("es-why");
    says("es-why", 21);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                people.get("/api/rules/heat/explain?subject=es-why").status() == 404
                    && people.get("/api/rules/battery-low/explain?subject=es-why").status() == 200);

    var why = people.get("/api/rules/battery-low/explain?subject=es-why").body();
    assertThat(why.path("standing").asString()).isEqualTo("quiet");
    assertThat(why.at("/sentences/0/en").asString()).contains("the device has never reported it");
    assertThat(why.at("/sentences/0/zh").asString()).startsWith("平静：");
    assertThat(people.get("/api/rules/none/explain?subject=es-why").status()).isEqualTo(404);
  }

  @Test
  void a_change_made_from_an_old_version_is_refused() {
    write("warm.yaml", WARM.formatted(30), Map.of("reason", "first"));

    var late = write("warm.yaml", WARM.formatted(31), Map.of("reason", "second", "basedOn", 0));

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("hint").asString()).contains("new version");
  }

  @Test
  void operators_look_and_only_administrators_change() {
    assertThat(people.send("GET", "/api/rules", Role.OPERATOR, null).status()).isEqualTo(200);
    assertThat(people.send("GET", "/api/rules/versions", Role.OPERATOR, null).status())
        .isEqualTo(200);
    assertThat(people.send("GET", "/api/rules", Role.OFFICER, null).status()).isEqualTo(403);
    for (String path : List.of("apply", "rollback", "reload", "smoke/mode", "packs/x")) {
      assertThat(people.send("POST", "/api/rules/" + path, Role.OPERATOR, "{}").status())
          .as(path)
          .isEqualTo(403);
    }
  }

  @Test
  void devices_are_tagged_and_rules_select_by_their_tags() throws Exception {
    sensor("es-lift");
    sensor("es-hall");
    var tagged = people.post("/api/devices/es-lift/tags", Map.of("add", List.of("lift", "old")));
    assertThat(tagged.body().path("tags").toString()).isEqualTo("[\"lift\",\"old\"]");
    people.post("/api/devices/es-lift/tags", Map.of("remove", List.of("old")));
    assertThat(people.get("/api/devices/es-lift").body().path("tags").toString())
        .isEqualTo("[\"lift\"]");
    var wrong = people.post("/api/devices/es-lift/tags", Map.of("add", List.of("a b")));
    assertThat(wrong.status()).isEqualTo(400);

    write(
        "warm.yaml",
        WARM.formatted(30).replace("types: [environment-sensor]", "tags: [lift]"),
        Map.of("reason", "lifts only"));
    says("es-hall", 40);
    says("es-lift", 40);
    await().atMost(PATIENCE).until(() -> events("warm", "es-lift") == 1);
    assertThat(events("warm", "es-hall")).isZero();
  }

  private void sensor(String id) {
    var body = Map.of("type", "environment-sensor", "name", "hall", "grid", "1", "id", id);
    people.post("/api/devices", body);
  }

  private void says(String id, double temperature) throws InterruptedException {
    Map<String, Value> readings = Map.of("temperature", new Value.Quantity(temperature, "Cel"));
    bus.append(Lane.TELEMETRY, "mqtt", new Telemetry(new DeviceId(id), null, readings));
  }

  private List<String> doings(String device) {
    return people
        .get("/api/rules/warm")
        .body()
        .path("last")
        .valueStream()
        .filter(doing -> doing.path("subject").asString().equals(device))
        .map(doing -> doing.path("what").asString())
        .toList();
  }

  private long count(String rule, String what) {
    return people.get("/api/rules/" + rule).body().path("counts").path(what).asLong();
  }

  private long events(String rule, String device) {
    return jdbc.sql("select count(*) from event where rule = ? and subject = ?")
        .params(rule, device)
        .query(Long.class)
        .single();
  }

  private long active(String rule, String device) {
    return jdbc.sql("select count(*) from event where rule = ? and subject = ? and active")
        .params(rule, device)
        .query(Long.class)
        .single();
  }

  private People.Answer write(String file, String text, Map<String, ?> order) {
    Map<String, Object> body = new HashMap<>(order);
    body.put("text", text);
    return people.send(
        "PUT", "/api/rules/files/" + file, Role.ADMIN, JSON.writeValueAsString(body));
  }
}
