package io.fengsui.hub.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Changes of the rules that a hub runs. */
final class RuleChangeCommands {
  private RuleChangeCommands() {}

  /** Why, and whether at all. */
  static final class Order {
    @Option(names = "--reason", paramLabel = "TEXT", descriptionKey = "rule.reason")
    private @Nullable String reason;

    @Option(names = "--dry-run", descriptionKey = "rule.dry-run")
    private boolean dryRun;

    /** The body of a request. */
    Map<String, @Nullable Object> body(Screen screen) {
      Map<String, @Nullable Object> body = new LinkedHashMap<>();
      body.put("dryRun", dryRun);
      body.put(
          "reason", dryRun ? "" : reason == null ? screen.ask("ask.rule-reason", false) : reason);
      return body;
    }
  }

  @Command(name = "apply", sortOptions = false)
  static final class Apply implements Runnable {
    private final Fengsui fengsui;

    @Parameters(paramLabel = "FILE", arity = "0..*", descriptionKey = "rule.apply.files")
    private List<Path> files = List.of();

    @Option(names = "--remove", paramLabel = "NAME", descriptionKey = "rule.apply.remove")
    private @Nullable List<String> remove;

    @Mixin private final Order order = new Order();

    Apply(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      Map<String, @Nullable String> texts = new LinkedHashMap<>();
      for (Path file : files) {
        texts.put(String.valueOf(file.getFileName()), text(file));
      }
      for (String name : remove == null ? List.<String>of() : remove) {
        texts.put(name, null);
      }
      if (texts.isEmpty()) {
        throw new Refusal(screen.texts().get("rule.apply.nothing"), "");
      }
      Map<String, @Nullable Object> body = order.body(screen);
      body.put("files", texts);
      PlanScreen.show(screen, fengsui.hub().post("/api/rules/apply", body));
    }

    private static String text(Path file) {
      try {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Command(name = "rollback", sortOptions = false)
  static final class Rollback implements Runnable {
    private final Fengsui fengsui;

    @Parameters(paramLabel = "VERSION", descriptionKey = "rule.rollback.version")
    private int version;

    @Mixin private final Order order = new Order();

    Rollback(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      Map<String, @Nullable Object> body = order.body(screen);
      body.put("version", version);
      PlanScreen.show(screen, fengsui.hub().post("/api/rules/rollback", body));
    }
  }

  /** Arms a rule, or puts it in shadow. */
  abstract static class Mode implements Runnable {
    private final Fengsui fengsui;
    private final String mode;

    @Parameters(paramLabel = "ID", descriptionKey = "rule.id")
    private String id = "";

    @Mixin private final Order order = new Order();

    Mode(Fengsui fengsui, String mode) {
      this.fengsui = fengsui;
      this.mode = mode;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      Map<String, @Nullable Object> body = order.body(screen);
      body.put("mode", mode);
      PlanScreen.show(
          screen, fengsui.hub().post("/api/rules/" + HubClient.encode(id) + "/mode", body));
    }
  }

  @Command(name = "arm", sortOptions = false)
  static final class Arm extends Mode {
    Arm(Fengsui fengsui) {
      super(fengsui, "armed");
    }
  }

  @Command(name = "shadow", sortOptions = false)
  static final class Shadow extends Mode {
    Shadow(Fengsui fengsui) {
      super(fengsui, "shadow");
    }
  }

  /** Has the hub read the files in its data folder again. */
  @Command(name = "reload")
  static final class Reload implements Runnable {
    private final Fengsui fengsui;

    Reload(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode plan = fengsui.hub().post("/api/rules/reload", Map.of());
      PlanScreen.show(screen, plan);
    }
  }
}
