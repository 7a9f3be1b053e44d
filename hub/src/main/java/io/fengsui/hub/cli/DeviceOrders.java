package io.fengsui.hub.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What is said to devices, and what they are called. */
final class DeviceOrders {
  private DeviceOrders() {}

  /** Sends an order and tells what became of it; what was not done is exit status 1. */
  @Command(name = "command")
  static final class Order implements Runnable {
    private final Fengsui fengsui;

    @Parameters(index = "0", paramLabel = "ID", descriptionKey = "device.id")
    private String id = "";

    @Parameters(index = "1", paramLabel = "COMMAND", descriptionKey = "device.command")
    private String name = "";

    @Parameters(
        index = "2..*",
        arity = "0..*",
        paramLabel = "NAME=VALUE",
        descriptionKey = "device.arguments")
    private String[] arguments = {};

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "15")
    private int timeout = 15;

    @Spec private @Nullable CommandSpec spec;

    Order(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      Texts texts = screen.texts();
      Duration patience = HubClient.PATIENCE.plusSeconds(timeout);
      JsonNode answer =
          fengsui
              .hub()
              .post(
                  "/api/devices/" + HubClient.encode(id) + "/commands",
                  Map.of("name", name, "arguments", values(texts), "timeoutSeconds", timeout),
                  patience);
      String outcome = answer.path("outcome").asString("");
      boolean done = outcome.equals("done");
      if (screen.tookAsJson(answer) && done) {
        return;
      }
      String detail = answer.path("detail").asString("");
      if (!done) {
        throw new Refusal(texts.get("device.command." + outcome, id, name), detail);
      }
      screen.say("device.command.done", id, name);
      for (var each : answer.path("answer").properties()) {
        screen.lines("  " + each.getKey() + " = " + each.getValue().asString(""));
      }
    }

    private Map<String, Object> values(Texts texts) {
      var values = new LinkedHashMap<String, Object>();
      for (String argument : arguments) {
        int at = argument.indexOf('=');
        if (at <= 0 && spec != null) {
          throw new ParameterException(
              spec.commandLine(), texts.get("device.command.argument", argument));
        }
        values.put(argument.substring(0, at), value(argument.substring(at + 1)));
      }
      return values;
    }

    /** A number, yes or no where it reads as one, else a text. */
    private static Object value(String text) {
      if (text.equals("true") || text.equals("false")) {
        return Boolean.valueOf(text);
      }
      try {
        return Double.valueOf(text);
      } catch (NumberFormatException e) {
        return text;
      }
    }
  }

  /** Says what the link is to call a device. */
  @Command(name = "address")
  static final class Address implements Runnable {
    private final Fengsui fengsui;

    @Parameters(index = "0", paramLabel = "ID", descriptionKey = "device.id")
    private String id = "";

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "ADDRESS",
        descriptionKey = "device.address")
    private String address = "";

    Address(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode device =
          fengsui
              .hub()
              .post(
                  "/api/devices/" + HubClient.encode(id) + "/address", Map.of("address", address));
      if (!screen.tookAsJson(device)) {
        screen.say("device.address.done", id, device.path("address").asString(id));
      }
    }
  }
}
