package io.fengsui.rules.scenario;

import io.fengsui.rules.scenario.Scenario.Expected;
import io.fengsui.rules.scenario.Scenario.Given;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads scenarios from YAML; the format is told in {@code docs/rules.md}. */
public final class ScenarioFile {

  private static final double DAY = 86_400;

  private ScenarioFile() {}

  /**
   * Reads one scenario.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong where
   */
  public static Scenario read(String name, String yaml) {
    try {
      Object root = new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(yaml);
      Map<String, Object> file = map(root, "the file");
      var types = new HashMap<String, String>();
      map(file.get("types"), "types").forEach((id, type) -> types.put(id, String.valueOf(type)));
      return new Scenario(
          types,
          seconds(file.getOrDefault("silentAfter", DAY), "silentAfter"),
          list(file.get("given"), "given").stream().map(ScenarioFile::given).toList(),
          seconds(file.get("until"), "until"),
          list(file.get("then"), "then").stream().map(ScenarioFile::expected).toList());
    } catch (YamlEngineException | IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static Given given(Object item) {
    Map<String, Object> message = map(item, "an item of given");
    var values = new HashMap<String, Object>();
    map(message.get("values"), "values")
        .forEach(
            (metric, value) ->
                values.put(metric, value instanceof Number n ? (Object) n.doubleValue() : value));
    return new Given(seconds(message.get("at"), "at"), text(message, "device"), values);
  }

  private static Expected expected(Object item) {
    Map<String, Object> change = map(item, "an item of then");
    boolean raised = change.containsKey("raised");
    String rule = text(change, raised ? "raised" : "cleared");
    return new Expected(seconds(change.get("at"), "at"), raised, rule, text(change, "device"));
  }

  private static Duration seconds(@Nullable Object value, String what) {
    if (!(value instanceof Number number)) {
      throw new IllegalArgumentException(what + " must be a number of seconds: " + value);
    }
    return Duration.ofMillis(Math.round(number.doubleValue() * 1000));
  }

  private static String text(Map<String, Object> from, String key) {
    if (!(from.get(key) instanceof String text)) {
      throw new IllegalArgumentException(key + " must be a text in " + from);
    }
    return text;
  }

  private static Map<String, Object> map(@Nullable Object value, String what) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(what + " must be a mapping");
    }
    var copy = new HashMap<String, Object>();
    map.forEach((key, entry) -> copy.put(String.valueOf(key), entry));
    return copy;
  }

  private static List<?> list(@Nullable Object value, String what) {
    if (!(value instanceof List<?> list)) {
      throw new IllegalArgumentException(what + " must be a list");
    }
    return list;
  }
}
