package io.fengsui.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossCommandsTest {
  @TempDir private Path home = Path.of("");

  private static final String PREVIEW =
      """
      {"dryRun":true,"left":7,"results":[
        {"id":12,"outcome":"replayed","what":{"zh":"按原观测时间","en":"under its own time"},
         "messages":[{"device":"sd-1","lane":"life-safety","kind":"fire",
           "observedAt":"2026-11-21T07:59:48Z"}]},
        {"id":13,"outcome":"refused","what":{"zh":"未登记","en":"no device sd-9 is registered"},
         "messages":[]}]}""";

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
  void lists_what_was_lost_within_eighty_columns() {
    hub.answers(
        "GET /api/losses",
        200,
        """
        {"items":[{"id":12,"count":523,"lastAt":"2026-11-21T07:59:48Z","reason":"unknown-device",
          "device":"sd-4f7k2m","link":"mqtt",
          "sentence":"no device sd-4f7k2m is registered, says the registry of this hub"}],
         "total":1,"counts":[{"link":"a","reason":"late","count":2},
          {"link":"b","reason":"late","count":3}]}""");

    int status = terminal.run("losses", "list", "--reason", "late", "--open");

    assertThat(status).isZero();
    assertThat(hub.last().target()).isEqualTo("/api/losses?open=true&page=0&reason=late");
    assertThat(terminal.out()).contains("523", "12 s ago", "unknown device", "Ever: late 5");
    assertThat(terminal.out().lines()).allMatch(line -> Width.of(line) <= 80);
  }

  @Test
  void shows_what_came_as_text_or_as_bytes() {
    hub.answers(
        "GET /api/losses/12",
        200,
        """
        {"id":12,"count":1,"reason":"malformed","sentence":"not JSON","link":"mqtt",
         "sample":{"kind":"raw","source":"hub/street/sd-1/telemetry","whole":false,
          "text":"%s","hex":"%s"}}"""
            .formatted("烟 ".repeat(60), "7b".repeat(40)));

    assertThat(terminal.run("losses", "show", "12")).isZero();
    assertThat(terminal.out()).contains("hub/street/sd-1/telemetry", "Only the beginning", "烟 烟");
    assertThat(terminal.out().lines()).allMatch(line -> Width.of(line) <= 80);

    assertThat(terminal.run("losses", "show", "12", "--hex")).isZero();
    assertThat(terminal.out()).contains("0020  7b 7b");
  }

  @Test
  void a_dry_run_tells_each_entry_and_that_not_all_can_be_replayed() {
    hub.answers("POST /api/losses/replay", 200, PREVIEW);

    int status = terminal.run("losses", "replay", "12", "13", "--dry-run");

    assertThat(status).isEqualTo(1);
    assertThat(hub.last().body().path("dryRun").asBoolean()).isTrue();
    assertThat(hub.last().body().path("ids")).hasSize(2);
    assertThat(terminal.out())
        .contains("sd-1", "fire", "no device sd-9 is registered", "Nothing was changed", "7 more");
    assertThat(terminal.out().lines()).allMatch(line -> Width.of(line) <= 80);
    assertThat(terminal.err()).contains("1 not replayed");
  }

  @Test
  void a_filter_stands_for_numbers() {
    hub.answers("POST /api/losses/replay", 200, "{\"results\":[],\"left\":0}");

    assertThat(terminal.run("losses", "replay", "--device", "sd-1", "--json")).isZero();

    assertThat(hub.last().body().path("filter").path("device").asString()).isEqualTo("sd-1");
    assertThat(hub.last().body().has("ids")).isFalse();
  }

  @Test
  void replaying_without_saying_what_is_wrong_usage() {
    assertThat(terminal.run("losses", "replay")).isEqualTo(2);
    assertThat(terminal.err()).contains("--all").contains("losses replay --help");
    assertThat(terminal.run("losses", "replay", "12", "--all")).isEqualTo(2);
  }
}
