package io.fengsui.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsal on the command line, against a real HTTP server. */
class RehearseCommandTest {

  private static final String ANSWER =
      """
      {"progress":{"fraction":0.42,"at":"2026-11-17T08:00:00Z","source":"history","lane":"","records":4200000,"perSecond":170000}}
      {"result":{"from":"2026-11-14T08:00:00Z","to":"2026-11-21T08:00:00Z","warmUp":"2026-11-14T07:00:00Z","seconds":41.5,"records":10080000,\
      "parts":[{"lane":"telemetry","source":"history","from":"2026-11-14T07:00:00Z","to":"2026-11-21T07:00:00Z","records":10080000,"first":"2026-11-14T07:00:00Z"}],\
      "gaps":[{"kind":"readings-only","lane":"telemetry","from":"2026-11-14T07:00:00Z","to":"2026-11-21T07:00:00Z","records":0,"detail":""},\
      {"kind":"missing","lane":"telemetry","from":"2026-11-21T07:00:00Z","to":"2026-11-21T07:30:00Z","records":17,"detail":"00.log is damaged at byte 12"}],\
      "rules":[{"id":"heat-in-the-server-room","title":{"zh":"高温","en":"Heat"},"severity":"II","novelty":"changed",\
      "candidate":{"raised":1234,"cleared":1230},"running":{"raised":1200,"cleared":1199},\
      "gained":34,"lost":2,"earlier":1100,"later":0,"graver":0,"milder":0,"earlierBySeconds":95.2,"laterBySeconds":0,"unheard":["humidity"],\
      "examples":[{"kind":"gained","at":"2026-11-15T09:00:00Z","until":null,"subject":"es-1","name":"三单元一层配电间温湿度","severity":"II","seconds":0},\
      {"kind":"earlier","at":"2026-11-21T07:00:00Z","until":"2026-11-21T07:01:00Z","subject":"es-2","name":"es-2","severity":"II","seconds":60}]},\
      {"id":"smoke","title":{"zh":"烟","en":"Smoke"},"severity":"I","novelty":"beside","candidate":{"raised":3,"cleared":3},"running":{"raised":3,"cleared":3},\
      "gained":0,"lost":0,"earlier":0,"later":0,"graver":0,"milder":0,"earlierBySeconds":0,"laterBySeconds":0,"unheard":[],"examples":[]}]}}
      """;

  @TempDir private Path home = Path.of("");

  private final FakeHub hub = new FakeHub();
  private Terminal terminal = new Terminal(home);
  private String file = "";

  @BeforeEach
  void openTerminal() throws IOException {
    terminal = new Terminal(home).with("FENGSUI_URL", hub.url()).with("FENGSUI_TOKEN", "t");
    file = Files.writeString(home.resolve("heat.yaml"), "rules: {}\n").toString();
  }

  @AfterEach
  void closeHub() {
    hub.close();
  }

  @Test
  void the_differences_fit_into_80_columns_in_both_languages() {
    hub.answers("POST /api/rules/rehearse", 200, ANSWER);

    assertThat(terminal.run("rule", "rehearse", file, "--from", "-7d", "--only")).isZero();

    assertThat(terminal.out())
        .contains(
            "1234/1230", "gained", "34", "1,100 ~95s", "earlier 60s", "humidity", "17 records")
        .contains("heat-in-the-server-room  1234/1230", "1 other rules");
    assertThat(terminal.out().lines()).allMatch(line -> Width.of(line) <= 80);
    assertThat(terminal.err()).contains("42 %").contains("(history), 170,000 records/s");
    assertThat(hub.last().body().at("/files/heat.yaml").asString()).isEqualTo("rules: {}\n");
    assertThat(hub.last().body().path("from").asString()).isEqualTo("2026-11-14T08:00:00Z");
    assertThat(hub.last().body().path("only").asBoolean()).isTrue();

    assertThat(terminal.run("rule", "rehearse", file, "--lang", "zh")).isZero();
    assertThat(terminal.out()).contains("多报", "三单元一层配电间温湿", "其他 1 条规则不变");
    assertThat(terminal.out().lines()).allMatch(line -> Width.of(line) <= 80);
  }

  @Test
  void a_program_gets_what_the_hub_told_and_nothing_else() {
    hub.answers("POST /api/rules/rehearse", 200, ANSWER);

    assertThat(terminal.run("rule", "rehearse", file, "--json")).isZero();

    assertThat(HubClient.JSON.readTree(terminal.out()).at("/rules/0/earlier").asInt())
        .isEqualTo(1100);
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void mistakes_and_what_breaks_off_are_refusals() {
    hub.answers(
        "POST /api/rules/rehearse",
        400,
        """
        {"detail":"2 things need correction","problems":[
          {"field":"heat.yaml:3:7","message":"heat: unknown key"},
          {"field":"heat.yaml:4:7","message":"heat: unknown key"}]}
        """);
    assertThat(terminal.run("rule", "rehearse", file)).isEqualTo(1);
    assertThat(terminal.err()).contains("heat.yaml:3:7: heat: unknown key");

    hub.answers(
        "POST /api/rules/rehearse",
        200,
        """
        {"failed":{"detail":"the rehearsal took longer than 10 minutes","hint":"take a shorter time"}}
        """);
    assertThat(terminal.run("rule", "rehearse", file)).isEqualTo(1);
    assertThat(terminal.err()).contains("longer than 10 minutes", "→ take a shorter time");

    hub.answers("POST /api/rules/rehearse", 200, "");
    assertThat(terminal.run("rule", "rehearse", file)).isEqualTo(1);
    assertThat(terminal.err()).contains("broke off");
    assertThat(terminal.run("rule", "rehearse", home.resolve("none.yaml").toString())).isEqualTo(1);
  }
}
