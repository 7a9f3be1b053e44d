package io.fengsui.hub.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Rules that come with the hub and run when somebody wants them. */
final class RulePackCommands {
  private RulePackCommands() {}

  @Command(name = "list")
  static final class Listing implements Runnable {
    private final Fengsui fengsui;

    Listing(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode packs = fengsui.hub().get("/api/rules/packs");
      if (screen.tookAsJson(packs)) {
        return;
      }
      Texts texts = screen.texts();
      Table table =
          new Table(
              2,
              texts.get("rule.column.pack"),
              texts.get("column.state"),
              texts.get("rule.column.rules"));
      for (JsonNode pack : packs) {
        boolean enabled = pack.path("enabled").asBoolean();
        table.row(
            Table.Cell.of(pack.path("name").asString("")),
            new Table.Cell(
                texts.get(enabled ? "rule.pack.on" : "rule.pack.off"),
                enabled ? Paint.GREEN : Paint.PLAIN),
            Table.Cell.of(texts.of(pack.path("title"))));
      }
      screen.show(table);
    }
  }

  /** Switches a pack. */
  abstract static class Switch implements Runnable {
    private final Fengsui fengsui;
    private final boolean enabled;

    @Parameters(paramLabel = "PACK", descriptionKey = "rule.pack.name")
    private String name = "";

    @Mixin private final RuleChangeCommands.Order order = new RuleChangeCommands.Order();

    Switch(Fengsui fengsui, boolean enabled) {
      this.fengsui = fengsui;
      this.enabled = enabled;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      Map<String, @Nullable Object> body = order.body(screen);
      body.put("enabled", enabled);
      PlanScreen.show(
          screen, fengsui.hub().post("/api/rules/packs/" + HubClient.encode(name), body));
    }
  }

  @Command(name = "enable", sortOptions = false)
  static final class Enable extends Switch {
    Enable(Fengsui fengsui) {
      super(fengsui, true);
    }
  }

  @Command(name = "disable", sortOptions = false)
  static final class Disable extends Switch {
    Disable(Fengsui fengsui) {
      super(fengsui, false);
    }
  }
}
