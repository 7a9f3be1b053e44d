package io.fengsui.adapter.mqtt.convention.homeassistant;

import io.fengsui.adapter.mqtt.convention.Node;
import io.fengsui.adapter.mqtt.convention.homeassistant.Template.Choice;
import io.fengsui.adapter.mqtt.convention.homeassistant.Template.Constant;
import io.fengsui.adapter.mqtt.convention.homeassistant.Template.Expression;
import io.fengsui.adapter.mqtt.convention.homeassistant.Template.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Template}. The expressions it uses take time in proportion to the text. */
final class TemplateReader {

  private static final int MAX_LENGTH = 1_000;
  private static final String BRANCH = "([^%{}]*+(?:\\{\\{[^%{}]*+\\}\\}[^%{}]*+)?+)";
  private static final Pattern CHOICE =
      Pattern.compile(
          "\\{%-?\\s*+if\\s++([^%{}]++)%\\}"
              + BRANCH
              + "\\{%-?\\s*+else\\s*+-?%\\}"
              + BRANCH
              + "\\{%-?\\s*+endif\\s*+-?%\\}");
  private static final Pattern EXPRESSION = Pattern.compile("\\{\\{([^{}%]++)\\}\\}");
  private static final Pattern STEP =
      Pattern.compile(
          "\\.(\\w++)|\\[\\s*+'([^']++)'\\s*+\\]|\\[\\s*+\"([^\"]++)\"\\s*+\\]|\\[(\\d++)\\]");
  private static final Pattern CALL = Pattern.compile("(\\w++)\\s*+(?:\\(([^()]*+)\\))?+");

  private TemplateReader() {}

  static Optional<Template> read(String text) {
    String trimmed = text.strip();
    return trimmed.length() > MAX_LENGTH
        ? Optional.empty()
        : Optional.ofNullable(template(trimmed));
  }

  private static @Nullable Template template(String text) {
    Matcher choice = CHOICE.matcher(text);
    if (choice.matches()) {
      Expression condition = expression(strip(choice.group(1)));
      Template then = branch(choice.group(2).strip());
      Template otherwise = branch(choice.group(3).strip());
      return condition == null || then == null || otherwise == null
          ? null
          : new Choice(condition, then, otherwise);
    }
    Matcher expression = EXPRESSION.matcher(text);
    return expression.matches() ? expression(strip(expression.group(1))) : null;
  }

  /** Without the dashes that trim space. */
  private static String strip(String inner) {
    String text = inner.strip();
    text = text.startsWith("-") ? text.substring(1) : text;
    text = text.endsWith("-") ? text.substring(0, text.length() - 1) : text;
    return text.strip();
  }

  private static @Nullable Template branch(String text) {
    if (text.startsWith("{{")) {
      return template(text);
    }
    return text.indexOf('{') < 0 && text.indexOf('}') < 0 ? new Constant(text) : null;
  }

  private static @Nullable Expression expression(String text) {
    String[] parts = text.split("\\|", -1);
    String start = parts[0].strip();
    boolean json = start.startsWith("value_json");
    List<String> path = path(json ? start.substring("value_json".length()) : start, json);
    List<Filter> filters = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      Filter filter = filter(parts[i].strip());
      if (filter == null) {
        return null;
      }
      filters.add(filter);
    }
    return path == null ? null : new Expression(path, json, filters);
  }

  private static @Nullable List<String> path(String text, boolean json) {
    if (!json) {
      return text.equals("value") ? List.of() : null;
    }
    List<String> path = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!step.find(at) || step.start() != at) {
        return null;
      }
      for (int group = 1; group <= 4; group++) {
        if (step.group(group) != null) {
          path.add(step.group(group));
        }
      }
      at = step.end();
    }
    return path;
  }

  private static @Nullable Filter filter(String text) {
    Matcher call = CALL.matcher(text);
    if (!call.matches()) {
      return null;
    }
    String argument = call.group(2) == null ? "" : call.group(2).strip();
    return switch (call.group(1)) {
      case "int" -> argument.isEmpty() ? new Filter.ToInt() : null;
      case "float" -> argument.isEmpty() ? new Filter.ToFloat() : null;
      case "round" ->
          argument.matches("\\d?")
              ? new Filter.Round(argument.isEmpty() ? 0 : argument.charAt(0) - '0')
              : null;
      case "default" -> {
        Node literal = literal(argument);
        yield literal == null ? null : new Filter.Default(literal);
      }
      default -> null;
    };
  }

  private static @Nullable Node literal(String text) {
    if (text.matches("'[^']*'|\"[^\"]*\"")) {
      return new Node.Text(text.substring(1, text.length() - 1));
    }
    if (text.matches("-?\\d{1,15}(\\.\\d{1,15})?")) {
      return new Node.Amount(Double.parseDouble(text));
    }
    return switch (text) {
      case "true", "True" -> new Node.Bool(true);
      case "false", "False" -> new Node.Bool(false);
      default -> null;
    };
  }
}
