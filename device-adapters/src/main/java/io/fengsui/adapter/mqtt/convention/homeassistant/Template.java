package io.fengsui.adapter.mqtt.convention.homeassistant;

import io.fengsui.adapter.mqtt.convention.Gathered;
import io.fengsui.adapter.mqtt.convention.Node;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a value is found in a payload: a path, filters, or a choice of two. Nothing in it can call,
 * loop or name anything outside the payload.
 */
sealed interface Template {

  /** Without a template the payload is the value. */
  static Template whole() {
    return new Expression(List.of(), false, List.of());
  }

  /**
   * {@code {{ value_json.a['b'] | filter }}}.
   *
   * @param path names of members, or indexes of elements; empty for the whole
   * @param json whether it starts from the parsed payload or from its text
   */
  record Expression(List<String> path, boolean json, List<Filter> filters) implements Template {}

  /** {@code {% if a %} b {% else %} c {% endif %}}. */
  record Choice(Expression condition, Template then, Template otherwise) implements Template {}

  /** A text that stands for itself. */
  record Constant(String text) implements Template {}

  /** What is done to a value. */
  sealed interface Filter {
    record ToInt() implements Filter {}

    record ToFloat() implements Filter {}

    record Round(int digits) implements Filter {}

    record Default(Node otherwise) implements Filter {}
  }

  /** Empty if it is more than what is understood. */
  static Optional<Template> parse(String text) {
    return TemplateReader.read(text);
  }

  /**
   * The value; null if there is none.
   *
   * @param json the payload parsed, null if it is no JSON
   */
  default @Nullable Node apply(String payload, @Nullable Node json) {
    return switch (this) {
      case Constant(String text) -> new Node.Text(text);
      case Choice(var condition, var then, var otherwise) ->
          isTrue(condition.apply(payload, json))
              ? then.apply(payload, json)
              : otherwise.apply(payload, json);
      case Expression(var path, boolean fromJson, var filters) -> {
        Node found = fromJson ? follow(json, path) : new Node.Text(payload);
        for (Filter filter : filters) {
          found = filtered(found, filter);
        }
        yield found;
      }
    };
  }

  private static @Nullable Node follow(@Nullable Node from, List<String> path) {
    Node at = from;
    for (String name : path) {
      at =
          switch (at) {
            case Node.Members members -> members.get(name);
            case Node.Elements(var all) when name.matches("\\d{1,4}") -> {
              int index = Integer.parseInt(name);
              yield index < all.size() ? all.get(index) : null;
            }
            case null, default -> null;
          };
    }
    return at;
  }

  private static @Nullable Node filtered(@Nullable Node value, Filter filter) {
    double amount = value == null ? Double.NaN : Gathered.number(value);
    return switch (filter) {
      case Filter.Default(Node otherwise) -> value == null ? otherwise : value;
      case Filter.ToFloat() -> Double.isFinite(amount) ? new Node.Amount(amount) : value;
      case Filter.ToInt() ->
          Double.isFinite(amount) ? new Node.Amount((double) (long) amount) : value;
      case Filter.Round(int digits) ->
          Double.isFinite(amount)
              ? new Node.Amount(
                  BigDecimal.valueOf(amount).setScale(digits, RoundingMode.HALF_EVEN).doubleValue())
              : value;
    };
  }

  private static boolean isTrue(@Nullable Node value) {
    return switch (value) {
      case null -> false;
      case Node.Null() -> false;
      case Node.Bool(boolean on) -> on;
      case Node.Amount(double amount) -> amount != 0;
      case Node.Text(String text) -> !text.isEmpty();
      case Node.Members(var all) -> !all.isEmpty();
      case Node.Elements(var all) -> !all.isEmpty();
    };
  }
}
