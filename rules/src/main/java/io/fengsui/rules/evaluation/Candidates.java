package io.fengsui.rules.evaluation;

import java.util.Arrays;

/** The rules that one message may move, each once, in the order of the rules. Reused. */
public final class Candidates {

  private BoundRule[] rules = new BoundRule[16];
  private int size;

  /** Empties it. */
  public void clear() {
    size = 0;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The i-th in the order of the rules. */
  public BoundRule get(int i) {
    return rules[i];
  }

  /** Adds a rule unless it is there. */
  public void add(BoundRule rule) {
    int place = size;
    while (place > 0 && rules[place - 1].order() > rule.order()) {
      place--;
    }
    if (place > 0 && rules[place - 1].order() == rule.order()) {
      return;
    }
    if (size == rules.length) {
      rules = Arrays.copyOf(rules, 2 * size);
    }
    System.arraycopy(rules, place, rules, place + 1, size - place);
    rules[place] = rule;
    size++;
  }
}
