package io.fengsui.simulator.bench;

import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What the devices of a crash test know to be taken. Thread-safe. */
final class CrashBook {
  private final Map<String, BitSet> readings = new TreeMap<>();
  private final Set<String> alarms = ConcurrentHashMap.newKeySet();

  /** A sensor's reading with this number was acknowledged. */
  synchronized void reading(String sensor, int number) {
    readings.computeIfAbsent(sensor, id -> new BitSet()).set(number);
  }

  /** A detector's alarm was acknowledged. */
  void alarm(String detector) {
    alarms.add(detector);
  }

  boolean hasAlarm(String detector) {
    return alarms.contains(detector);
  }

  /** The numbers that were acknowledged, by sensor; for when the traffic has ended. */
  synchronized Map<String, BitSet> readings() {
    return Map.copyOf(readings);
  }

  /** Detectors whose alarm was acknowledged. */
  Set<String> alarms() {
    return Set.copyOf(alarms);
  }

  /** All messages that were acknowledged. */
  synchronized long size() {
    return alarms.size() + readings.values().stream().mapToLong(BitSet::cardinality).sum();
  }
}
