package io.fengsui.hub.cli;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What a change of the rules does, or would. */
final class PlanScreen {
  private PlanScreen() {}

  static void show(Screen screen, JsonNode plan) {
    if (screen.tookAsJson(plan)) {
      return;
    }
    JsonNode difference = plan.path("difference");
    boolean nothing = true;
    for (String part : new String[] {"added", "removed", "changed", "reworded"}) {
      if (!difference.path(part).isEmpty()) {
        nothing = false;
        screen.paragraph(
            screen.texts().get("rule.plan." + part, words(difference.path(part))), Paint.PLAIN);
      }
    }
    if (nothing) {
      screen.say("rule.plan.nothing");
    }
    long clears = plan.path("clearsInAll").asLong(0);
    if (clears > 0) {
      screen.say("rule.plan.clears", clears);
      for (JsonNode up : plan.path("clears")) {
        screen.lines("  " + up.path("rule").asString("") + "  " + up.path("subject").asString(""));
      }
      if (plan.path("clears").size() < clears) {
        screen.say("rule.plan.more", clears - plan.path("clears").size());
      }
    }
    for (JsonNode warning : plan.path("warnings")) {
      screen.lines(
          "%s:%s:%s: %s"
              .formatted(
                  warning.path("file").asString(""),
                  warning.path("line").asString(""),
                  warning.path("column").asString(""),
                  warning.path("text").asString("")));
    }
    if (plan.path("dryRun").asBoolean()) {
      screen.say("rule.plan.dry-run", plan.path("version").asInt());
      return;
    }
    screen.say("rule.plan.done", plan.path("version").asInt(), plan.path("rules").asInt());
    if (!plan.path("inForce").asBoolean()) {
      screen.say("rule.plan.soon");
    }
  }

  private static String words(JsonNode list) {
    return list.valueStream().map(each -> each.asString("")).collect(Collectors.joining(", "));
  }
}
