package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer to a question, for whoever asked: {@code <point>.<what>} to value. */
final class Answers {

  private static final int MAX_ENTRIES = 512;

  private Answers() {}

  static Map<String, Value> of(Content content, Profile profile) {
    var answer = new LinkedHashMap<String, Value>();
    int number = 0;
    for (Item item : content.items()) {
      String root = item.part().text(profile.parts());
      String prefix = root.isEmpty() ? "" : root + ".";
      if (isRecord(item)) {
        prefix = prefix + ++number + ".";
      }
      String front = prefix;
      each(item, profile).forEach((name, value) -> put(answer, front + name, value));
      put(answer, front + "at", time(item, profile));
    }
    if (content.items().isEmpty()) {
      answer.putAll(Raws.details(content));
    }
    return answer;
  }

  private static boolean isRecord(Item item) {
    return item instanceof Item.SystemOperation || item instanceof Item.TransmitterOperation;
  }

  private static Map<String, Value> each(Item item, Profile profile) {
    return switch (item) {
      case Item.SystemState it -> StateWord.SYSTEM.readings(it.state(), StateWord.ALARM, profile);
      case Item.ComponentState it -> {
        var all = StateWord.COMPONENT.readings(it.state(), profile.alarm(it.type()), profile);
        all.put("component", new Value.Text(Codes.componentLabel(it.type())));
        all.put("label", new Value.Text(it.label().words()));
        yield all;
      }
      case Item.Analog it -> Quantities.readings(it, profile);
      case Item.SystemOperation it -> operation(it.flags(), it.operator());
      case Item.TransmitterOperation it -> operation(it.flags(), it.operator());
      case Item.SystemVersion it -> version(it.main(), it.sub());
      case Item.TransmitterVersion it -> version(it.main(), it.sub());
      case Item.SystemConfiguration it -> text("configuration", it.text());
      case Item.TransmitterConfiguration it -> text("configuration", it.text());
      case Item.ComponentConfiguration it ->
          Map.of(
              "component", new Value.Text(Codes.componentLabel(it.type())),
              "label", new Value.Text(it.label().words()));
      case Item.TransmitterState it ->
          StateWord.TRANSMITTER.readings(it.state(), StateWord.ALARM, profile);
      case Item.SystemTime _, Item.TransmitterTime _ -> Map.of();
    };
  }

  private static @Nullable Value time(Item item, Profile profile) {
    boolean isTheAnswer = item instanceof Item.SystemTime || item instanceof Item.TransmitterTime;
    Instant at = item.at().instant(profile.zone());
    if (at == null) {
      return isTheAnswer ? new Value.Text("not set") : null;
    }
    return new Value.Text(at.toString());
  }

  private static Map<String, Value> operation(int flags, int operator) {
    return Map.of(
        "flags", new Value.Quantity(flags, ""), "operator", new Value.Quantity(operator, ""));
  }

  private static Map<String, Value> version(int main, int sub) {
    return Map.of("version", new Value.Text(main + "." + sub));
  }

  private static Map<String, Value> text(String name, Text text) {
    return Map.of(name, new Value.Text(text.words()));
  }

  private static void put(Map<String, Value> to, String name, @Nullable Value value) {
    if (value != null && to.size() < MAX_ENTRIES) {
      to.put(name, value);
    }
  }
}
