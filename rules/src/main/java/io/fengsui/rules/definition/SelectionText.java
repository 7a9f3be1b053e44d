package io.fengsui.rules.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Selections as rule files write them. */
final class SelectionText {

  private SelectionText() {}

  /** {@code types: [smoke-detector], grids: [330106]}; empty for all devices. */
  static String of(Selection selection) {
    var parts = new ArrayList<String>();
    add(parts, "types", sorted(selection.types()));
    add(parts, "tags", sorted(selection.tags()));
    add(parts, "grids", sorted(selection.grids()));
    add(parts, "classes", selection.classes().stream().sorted().map(Spans::text).toList());
    add(parts, "devices", sorted(selection.devices()));
    return String.join(", ", parts);
  }

  private static List<String> sorted(Collection<String> texts) {
    return texts.stream().sorted().toList();
  }

  private static void add(List<String> parts, String key, List<String> values) {
    if (!values.isEmpty()) {
      parts.add(key + ": " + Quotes.list(values));
    }
  }
}
