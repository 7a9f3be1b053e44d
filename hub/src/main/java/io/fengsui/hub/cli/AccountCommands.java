package io.fengsui.hub.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The people who may use the hub. */
final class AccountCommands {
  private AccountCommands() {}

  @Command(name = "add")
  static final class Add implements Runnable {
    private final Fengsui fengsui;

    @Parameters(paramLabel = "NAME", descriptionKey = "account.name")
    private String name = "";

    @Option(names = "--role", paramLabel = "ROLE", required = true, split = ",")
    private List<String> roles = List.of();

    Add(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      Map<String, Object> body =
          Map.of("name", name, "password", screen.password(true), "roles", roles);
      JsonNode answer = fengsui.hub().post("/api/accounts", body);
      if (!screen.tookAsJson(answer)) {
        screen.say("account.added", name, String.join(", ", roles));
      }
    }
  }

  @Command(name = "list")
  static final class Listing implements Runnable {
    private final Fengsui fengsui;

    Listing(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode answer = fengsui.hub().get("/api/accounts");
      if (screen.tookAsJson(answer)) {
        return;
      }
      Table table =
          new Table(screen.texts().get("column.name"), screen.texts().get("column.roles"));
      for (JsonNode account : answer.isArray() ? answer : answer.path("items")) {
        String roles =
            account
                .path("roles")
                .valueStream()
                .map(role -> role.asString(""))
                .collect(Collectors.joining(", "));
        table.row(Table.Cell.of(account.path("name").asString("")), Table.Cell.of(roles));
      }
      screen.show(table);
    }
  }
}
