package io.fengsui.hub.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Gives a device tags and takes others away: {@code +lift -old}. */
@Command(name = "tag")
final class DeviceTag implements Runnable {
  private final Fengsui fengsui;

  @Parameters(index = "0", paramLabel = "ID", descriptionKey = "device.id")
  private String id = "";

  @Parameters(
      index = "1..*",
      arity = "1",
      preprocessor = NoOption.class,
      paramLabel = "+TAG|-TAG",
      descriptionKey = "device.tags")
  private List<String> changes = List.of();

  @Spec private @Nullable CommandSpec spec;

  /** Has the parser take {@code -hot} for a value, although there is an option {@code -h}. */
  static final class NoOption implements IParameterPreprocessor {
    private static final String MARK = "=";

    @Override
    public boolean preprocess(
        Stack<String> arguments, CommandSpec command, ArgSpec list, Map<String, Object> info) {
      arguments.push(MARK + arguments.pop());
      return false;
    }

    static String unmarked(String argument) {
      return argument.startsWith(MARK) ? argument.substring(MARK.length()) : argument;
    }
  }

  private DeviceTag(Fengsui fengsui) {
    this.fengsui = fengsui;
  }

  /** The command, for which {@code -old} is no option. */
  static CommandLine command(Fengsui fengsui) {
    return new CommandLine(new DeviceTag(fengsui))
        .setUnmatchedOptionsArePositionalParams(true)
        .setPosixClusteredShortOptionsAllowed(false);
  }

  @Override
  public void run() {
    Screen screen = fengsui.screen();
    List<String> add = new ArrayList<>();
    List<String> remove = new ArrayList<>();
    for (String marked : changes) {
      String change = NoOption.unmarked(marked);
      List<String> side = change.startsWith("+") ? add : change.startsWith("-") ? remove : null;
      if (side == null && spec != null) {
        throw new ParameterException(
            spec.commandLine(), screen.texts().get("device.tag.sign", change));
      }
      if (side != null) {
        side.add(change.substring(1));
      }
    }
    JsonNode device =
        fengsui
            .hub()
            .post(
                "/api/devices/" + HubClient.encode(id) + "/tags",
                Map.of("add", add, "remove", remove));
    if (!screen.tookAsJson(device)) {
      String now =
          String.join(" ", device.path("tags").valueStream().map(JsonNode::asString).toList());
      if (now.isEmpty()) {
        screen.say("device.tag.none", id);
      } else {
        screen.say("device.tag.done", id, now);
      }
    }
  }
}
