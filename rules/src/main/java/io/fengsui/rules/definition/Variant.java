package io.fengsui.rules.definition;

import java.util.List;

/**
 * What a rule waits for where its parameters are set otherwise.
 *
 * @param where for which of the rule's devices
 * @param levels as many as the rule has, of the same severities
 */
public record Variant(Selection where, List<Level> levels) {
  public Variant {
    levels = List.copyOf(levels);
  }
}
