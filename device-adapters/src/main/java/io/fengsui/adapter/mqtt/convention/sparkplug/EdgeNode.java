package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.mqtt.convention.Bounded;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An edge node from its birth on: what comes next, and what its devices are. Not thread-safe. */
final class EdgeNode {

  static final int MAX_DEVICES = 5_000;

  private static final int SEQUENCE = 256;

  private final long bdSeq;
  private final Map<String, Birth> births = new Bounded<>(MAX_DEVICES);
  private long next;
  private int metrics;
  private boolean stale;
  private boolean dead;

  /**
   * @param bdSeq pairs the birth with the death that the broker holds; -1 if it has none
   * @param seq of the birth
   */
  EdgeNode(long bdSeq, long seq) {
    this.bdSeq = bdSeq;
    this.next = (seq + 1) % SEQUENCE;
  }

  /** Takes a sequence number; false if it is not the next one, so that something was missed. */
  boolean follows(long seq) {
    boolean fits = seq == next;
    next = ((seq < 0 ? next : seq) + 1) % SEQUENCE;
    stale |= !fits;
    return fits;
  }

  /** Whether a death is this birth's; an earlier connection's may come late. */
  boolean isEndedBy(long deathSeq) {
    return bdSeq == deathSeq || bdSeq < 0 || deathSeq < 0;
  }

  /** Something was missed since the birth. */
  boolean isStale() {
    return stale;
  }

  void markStale() {
    stale = true;
  }

  boolean isDead() {
    return dead;
  }

  void die() {
    dead = true;
    births.clear();
    metrics = 0;
  }

  void born(String device, Birth birth) {
    births.put(device, birth);
    metrics = births.values().stream().mapToInt(Birth::size).sum();
  }

  /** How many are remembered. */
  int metrics() {
    return metrics;
  }

  boolean knows(String device) {
    return births.containsKey(device);
  }

  Birth birth(String device) {
    Birth known = births.get(device);
    return known == null ? new Birth(List.of()) : known;
  }

  void died(String device) {
    births.remove(device);
  }

  /** Those that are alive, the node itself being the empty name. */
  Set<String> devices() {
    return Set.copyOf(births.keySet());
  }
}
