package io.fengsui.adapter.mqtt.convention;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parsed JSON. No larger than the payload it came from allows. */
public sealed interface Node {

  /** Members in the order they came; of equal names the last. */
  record Members(Map<String, Node> all) implements Node {
    public Members {
      all = Collections.unmodifiableMap(all);
    }
  }

  record Elements(List<Node> all) implements Node {
    public Elements {
      all = List.copyOf(all);
    }
  }

  record Text(String text) implements Node {}

  /** May be infinite or no number at all. */
  record Amount(double amount) implements Node {}

  record Bool(boolean on) implements Node {}

  record Null() implements Node {
    static final Null INSTANCE = new Null();
  }

  /** A member of an object; null if this is none, or there is none, or it is JSON's null. */
  default @Nullable Node get(String name) {
    Node found = this instanceof Members(var all) ? all.get(name) : null;
    return found instanceof Null ? null : found;
  }

  /** The text of a member; empty if it is no text. */
  default String text(String name) {
    return get(name) instanceof Text(String text) ? text : "";
  }

  /** What a person would write for it: a whole number without a point, a text without quotes. */
  default String plain() {
    return switch (this) {
      case Text(String text) -> text;
      case Amount(double amount) ->
          amount == Math.rint(amount) && Math.abs(amount) < 1e15
              ? Long.toString((long) amount)
              : Double.toString(amount);
      case Bool(boolean on) -> Boolean.toString(on);
      case Null() -> "";
      case Members(var all) -> all.toString();
      case Elements(var all) -> all.stream().map(Node::plain).toList().toString();
    };
  }
}
