package io.fengsui.simulator.crash;

import java.util.BitSet;
import java.util.TreeMap;

/** What one device knows to be taken, by the numbers it gave its messages. Thread-safe. */
final class Page {
  private final BitSet acknowledged = new BitSet();
  private final BitSet forgiven = new BitSet();
  private final TreeMap<Integer, Integer> rounds = new TreeMap<>();

  /** A message was acknowledged; true if for the first time. */
  synchronized boolean note(int number, int round) {
    if (acknowledged.get(number)) {
      return false;
    }
    acknowledged.set(number);
    if (rounds.isEmpty() || rounds.lastEntry().getValue() != round) {
      rounds.putIfAbsent(number, round);
    }
    return true;
  }

  /** Whoever acknowledged these for the hub may have lost them; they are no longer owed. */
  synchronized void forgive(BitSet numbers) {
    forgiven.or(numbers);
  }

  /** How many that is. */
  synchronized int forgiven() {
    return forgiven.cardinality();
  }

  /** What must be there now. */
  synchronized BitSet owed() {
    var owed = (BitSet) acknowledged.clone();
    owed.andNot(forgiven);
    return owed;
  }

  synchronized boolean has(int number) {
    return acknowledged.get(number);
  }

  /** The round in which a message was sent; 0 before the first. */
  synchronized int roundOf(int number) {
    var entry = rounds.floorEntry(number);
    return entry == null ? 0 : entry.getValue();
  }
}
