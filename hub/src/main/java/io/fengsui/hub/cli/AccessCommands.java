package io.fengsui.hub.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The first administrator, and signing in and out. */
final class AccessCommands {
  private AccessCommands() {}

  @Command(name = "setup")
  static final class Setup implements Runnable {
    private final Fengsui fengsui;

    @Option(names = "--code", paramLabel = "CODE")
    private @Nullable String code;

    @Option(names = "--name", paramLabel = "NAME")
    private @Nullable String name;

    Setup(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      String given = code == null ? screen.ask("ask.code", false) : code;
      String account = name == null ? screen.ask("ask.name", false) : name;
      Map<String, String> body =
          Map.of("code", given, "name", account, "password", screen.password(true));
      JsonNode answer = fengsui.stranger().post("/api/setup", body);
      fengsui.credentials().keep(fengsui.url(), account, answer.path("token").asString(""));
      if (!screen.tookAsJson(answer)) {
        screen.say("setup.done", account);
      }
    }
  }

  @Command(name = "login")
  static final class Login implements Runnable {
    private final Fengsui fengsui;

    @Parameters(arity = "0..1", paramLabel = "NAME", descriptionKey = "login.name")
    private @Nullable String name;

    Login(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      String account = name == null ? screen.ask("ask.name", false) : name;
      Map<String, String> body = Map.of("name", account, "password", screen.password(false));
      JsonNode answer = fengsui.stranger().post("/api/login", body);
      fengsui.credentials().keep(fengsui.url(), account, answer.path("token").asString(""));
      if (!screen.tookAsJson(answer)) {
        screen.say("login.done", account, screen.time(answer.path("expiresAt")));
      }
    }
  }

  @Command(name = "logout")
  static final class Logout implements Runnable {
    private final Fengsui fengsui;

    Logout(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      JsonNode answer = fengsui.hub().post("/api/logout", Map.of());
      fengsui.credentials().forget(fengsui.url());
      if (!fengsui.screen().tookAsJson(answer)) {
        fengsui.screen().say("logout.done");
      }
    }
  }
}
