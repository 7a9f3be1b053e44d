package io.fengsui.simulator.bench;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** What a bus was found to hold, message by message, compared with the devices' book. */
final class BusContents {
  private final Map<String, BitSet> seen = new HashMap<>();
  private final Findings findings;

  BusContents(Findings findings) {
    this.findings = findings;
  }

  /**
   * A message stands on the bus.
   *
   * @param line device, blank, number; 0 for messages without one, which may be repeated
   */
  void note(String line) {
    int blank = line.indexOf(' ');
    var numbers = seen.computeIfAbsent(line.substring(0, blank), id -> new BitSet());
    int number = Integer.parseInt(line.substring(blank + 1));
    if (number > 0 && numbers.get(number)) {
      findings.doubled("on the bus: " + line);
    }
    numbers.set(number);
  }

  /** All was noted: what was acknowledged must be there. */
  void compare(CrashBook book) {
    book.readings().forEach(this::compare);
    for (var detector : book.alarms()) {
      if (!seen.containsKey(detector)) {
        findings.lost("the alarm of " + detector + " is not on the bus");
      }
    }
  }

  private void compare(String sensor, BitSet acknowledged) {
    var missing = (BitSet) acknowledged.clone();
    missing.andNot(seen.getOrDefault(sensor, new BitSet()));
    missing.stream().forEach(number -> findings.lost("reading " + number + " of " + sensor));
  }
}
