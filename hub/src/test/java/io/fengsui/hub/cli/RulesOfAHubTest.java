package io.fengsui.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesOfAHubTest {
  private static final String PLAN =
      """
      {"version":7,"dryRun":%s,"inForce":true,"rules":9,
       "difference":{"added":["lift-bike"],"removed":[],"changed":["heat"],"reworded":["smoke"]},
       "clears":[{"rule":"heat","subject":"hd-1"}],"clearsInAll":3,
       "warnings":[{"file":"a.yaml","line":3,"column":5,"text":"clear is the level itself"}]}""";

  @TempDir private Path home = Path.of("");

  private final FakeHub hub = new FakeHub();
  private Terminal terminal = new Terminal(home);

  @BeforeEach
  void openTerminal() {
    terminal = new Terminal(home).with("FENGSUI_URL", hub.url());
  }

  @AfterEach
  void closeHub() {
    hub.close();
  }

  @Test
  void lists_rules_with_their_alarms_within_eighty_columns() {
    hub.answers(
        "GET /api/rules",
        200,
        """
        {"version":7,"total":2,"items":[
         {"id":"residual-current","title":{"zh":"剩余电流","en":"Residual current too high for long"},
          "severities":["III","II"],"file":"electrical-fire-prevention-of-old-buildings.yaml",
          "mode":"shadow","counts":{"pending":2,"up":1,"raised":1204,"cleared":1203}},
         {"id":"smoke","title":{"zh":"烟雾报警","en":"Smoke alarm"},"severities":["I"],
          "file":"street.yaml","mode":"armed","counts":{"pending":0,"up":0,"raised":3,"cleared":3}}]}""");

    assertThat(terminal.run("rule", "list")).as(terminal.err()).isZero();

    assertThat(terminal.out()).contains("III→II", "1204", "Residual", "Version 7");
    assertThat(terminal.out().lines()).allMatch(line -> Width.of(line) <= 80);
    assertThat(terminal.run("rule", "list", "--lang", "zh")).isZero();
    assertThat(terminal.out()).contains("剩余电流（影子）").contains("版本 7");
  }

  @Test
  void shows_what_the_file_says_and_where_alarms_stand() {
    hub.answers(
        "GET /api/rules/heat",
        200,
        """
        {"id":"heat","title":{"zh":"高温","en":"Heat"},"severities":["I"],"per":"device",
         "mode":"shadow","file":"street.yaml","layer":"shipped",
         "counts":{"pending":1,"up":1,"raised":2,"cleared":1,"since":"2026-11-21T07:00:00Z"},
         "definition":"heat:\\n  when: { metric: temperature, above: 65 Cel }",
         "subjects":[{"subject":"hd-1","name":"Hall","standing":"pending",
           "since":"2026-11-21T07:59:00Z"}],
         "last":[{"subject":"hd-2","what":"RAISED","severity":"I","at":"2026-11-21T07:58:00Z"}]}""");

    assertThat(terminal.run("rule", "show", "heat")).as(terminal.err()).isZero();

    assertThat(terminal.out())
        .contains("  when: { metric: temperature, above: 65 Cel }")
        .contains("1 up, 1 waiting; 2 raised, 1 cleared")
        .containsPattern("hd-1 +waiting +07:59:00 +Hall")
        .containsPattern("07:58:00 +raised +I +hd-2");
    assertThat(terminal.out().lines()).allMatch(line -> Width.of(line) <= 80);
  }

  @Test
  void explains_in_the_persons_language() {
    hub.answers(
        "GET /api/rules/smoke/explain",
        200,
        "{\"sentences\":[{\"zh\":\"平静\",\"en\":\"quiet: nothing is known\"}]}");

    assertThat(terminal.run("rule", "explain", "smoke", "building:1/3")).isZero();
    assertThat(terminal.out()).contains("quiet: nothing is known");
    assertThat(hub.last().target()).isEqualTo("/api/rules/smoke/explain?subject=building%3A1%2F3");

    assertThat(terminal.run("rule", "explain", "smoke", "sd-1", "--lang", "zh")).isZero();
    assertThat(terminal.out()).contains("平静");
  }

  @Test
  void files_are_applied_under_their_names_with_a_reason() throws Exception {
    hub.answers("POST /api/rules/apply", 200, PLAN.formatted("false"));
    Path file = Files.writeString(home.resolve("own.yaml"), "rules: {}");

    int status =
        terminal.run("rule", "apply", file.toString(), "--remove", "old.yaml", "--reason", "drill");

    assertThat(status).as(terminal.err()).isZero();
    assertThat(hub.last().body().at("/files/own.yaml").asString()).isEqualTo("rules: {}");
    assertThat(hub.last().body().path("files").path("old.yaml").isNull()).isTrue();
    assertThat(hub.last().body().path("reason").asString()).isEqualTo("drill");
    assertThat(terminal.out())
        .contains("New: lift-bike", "Changed, begin anew: heat", "Other words, go on: smoke")
        .contains(
            "come down by it: 3", "heat  hd-1", "and 2 more", "Version 7 is in force: 9 rules")
        .contains("a.yaml:3:5: clear is the level itself");
  }

  @Test
  void a_dry_run_needs_no_reason_and_says_that_nothing_was_changed() {
    hub.answers("POST /api/rules/rollback", 200, PLAN.formatted("true"));

    assertThat(terminal.run("rule", "rollback", "3", "--dry-run")).as(terminal.err()).isZero();

    assertThat(hub.last().body().path("version").asInt()).isEqualTo(3);
    assertThat(hub.last().body().path("dryRun").asBoolean()).isTrue();
    assertThat(terminal.out()).contains("Nothing was changed; version 7 is in force.");
  }

  @Test
  void mistakes_of_a_file_are_told_with_their_places() throws Exception {
    hub.answers(
        "POST /api/rules/apply",
        400,
        """
        {"detail":"2 things need correction","problems":[
          {"field":"own.yaml:4:9","message":"heat: unknown key severty"},
          {"field":"own.yaml:7:3","message":"heat: no unit"}]}""");
    Path file = Files.writeString(home.resolve("own.yaml"), "rules: {}");

    assertThat(terminal.run("rule", "apply", file.toString(), "--reason", "x")).isEqualTo(1);

    assertThat(terminal.err()).contains("own.yaml:4:9: heat: unknown key severty", "own.yaml:7:3");
  }

  @Test
  void rules_are_armed_shadowed_and_packs_switched() {
    hub.answers("POST /api/rules/heat/mode", 200, PLAN.formatted("false"));
    hub.answers("POST /api/rules/packs/lifts", 200, PLAN.formatted("false"));
    hub.answers(
        "GET /api/rules/packs",
        200,
        """
        [{"name":"lifts","title":{"zh":"电梯","en":"E-bike in lift"},"enabled":true,"rules":{"lift-bike":{"zh":"电动车进梯","en":"E-bike in lift"}}}]""");

    assertThat(terminal.run("rule", "shadow", "heat", "--reason", "too many")).isZero();
    assertThat(hub.last().body().path("mode").asString()).isEqualTo("shadow");
    assertThat(terminal.types("fixed").run("rule", "arm", "heat")).isZero();
    assertThat(hub.last().body().path("mode").asString()).isEqualTo("armed");
    assertThat(hub.last().body().path("reason").asString()).isEqualTo("fixed");
    assertThat(terminal.run("rule", "pack", "disable", "lifts", "--reason", "r")).isZero();
    assertThat(hub.last().body().path("enabled").asBoolean(true)).isFalse();
    assertThat(terminal.run("rule", "pack", "list")).isZero();
    assertThat(terminal.out()).contains("lifts", "enabled", "E-bike in lift");
  }

  @Test
  void wrong_usage_is_told_as_such() {
    assertThat(terminal.run("rule", "rollback", "soon")).isEqualTo(2);
    assertThat(terminal.run("rule", "apply", "--reason", "none")).isEqualTo(1);
    assertThat(terminal.err()).contains("Name a file");
  }
}
