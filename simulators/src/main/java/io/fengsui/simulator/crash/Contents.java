package io.fengsui.simulator.crash;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * What a bus or a history was found to hold, message by message, compared with the devices' book.
 */
final class Contents {
  private final Map<String, BitSet> seen = new HashMap<>();
  private final String where;
  private final Map<String, Actor> actors;
  private final Findings findings;

  /**
   * @param where for instance {@code on the bus}
   * @param actors by device id
   */
  Contents(String where, Map<String, Actor> actors, Findings findings) {
    this.where = where;
    this.actors = Map.copyOf(actors);
    this.findings = findings;
  }

  /**
   * A message is there.
   *
   * @param number 0 for messages without one
   */
  void note(String device, int number) {
    var actor = actors.get(device);
    if (number == 0 || actor == null) {
      return;
    }
    var numbers = seen.computeIfAbsent(device, id -> new BitSet());
    if (numbers.get(number) && !actor.mayRepeat()) {
      findings.doubled(device, number, "is twice " + where);
    }
    numbers.set(number);
  }

  /** The numbers of a device that are there. */
  BitSet of(String device) {
    return (BitSet) seen.getOrDefault(device, new BitSet()).clone();
  }

  /**
   * All was noted: what was acknowledged must be there, and nothing that was never sent.
   *
   * @param owed by device
   * @param sent highest number by device
   */
  void compare(Map<String, BitSet> owed, Map<String, Integer> sent) {
    owed.forEach(this::compare);
    seen.forEach(
        (device, numbers) -> {
          int last = sent.getOrDefault(device, 0);
          numbers.stream()
              .filter(number -> number > last)
              .forEach(
                  number ->
                      findings.uncalledFor(device, number, "is " + where + " but was never sent"));
        });
  }

  private void compare(String device, BitSet owed) {
    var missing = (BitSet) owed.clone();
    missing.andNot(of(device));
    missing.stream().forEach(number -> findings.lost(device, number, "is not " + where));
  }
}
