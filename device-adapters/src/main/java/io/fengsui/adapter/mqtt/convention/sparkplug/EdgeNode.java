package io.fengsui.adapter.mqtt.convention.sparkplug;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An edge node from its birth on: what comes next, and what its devices are. Not thread-safe. */
final class EdgeNode {

  /** A gateway's; the births of more are not kept. */
  static final int MAX_DEVICES = 5_000;

  private static final int SEQUENCE = 256;

  private final long bdSeq;
  private final Map<String, Birth> births = new HashMap<>();

  /** Were alive before the node was born again and have not followed it yet. */
  private final Set<String> awaited = new HashSet<>();

  private long next;
  private long weight;
  private boolean stale;

  /**
   * @param bdSeq pairs the birth with the death that the broker holds; -1 if it has none
   * @param seq of the birth
   */
  EdgeNode(long bdSeq, long seq) {
    this.bdSeq = bdSeq;
    this.next = (Math.max(0, seq) + 1) % SEQUENCE;
  }

  /** One whose birth is not known: it has no devices, and nothing that it says is certain. */
  static EdgeNode unborn() {
    var unborn = new EdgeNode(-1, 0);
    unborn.stale = true;
    return unborn;
  }

  /** Takes a sequence number; false if it is not the next one, so that something was missed. */
  boolean follows(long seq) {
    boolean fits = seq == next;
    next = ((seq < 0 ? next : seq) % SEQUENCE + 1) % SEQUENCE;
    stale |= !fits;
    return fits;
  }

  /** Whether a death, or a birth again, is of this connection; another's may come late. */
  boolean isOf(long otherBdSeq) {
    return bdSeq == otherBdSeq || bdSeq < 0 || otherBdSeq < 0;
  }

  /** Something was missed since the birth. */
  boolean isStale() {
    return stale;
  }

  void markStale() {
    stale = true;
  }

  /** Remembers a birth; false if there is no room for it, so that the device is not known. */
  boolean born(String device, Birth birth, long room) {
    died(device);
    if (births.size() >= MAX_DEVICES || birth.weight() > room) {
      return false;
    }
    births.put(device, birth);
    weight += birth.weight();
    return true;
  }

  void died(String device) {
    awaited.remove(device);
    Birth earlier = births.remove(device);
    if (earlier != null) {
      weight -= earlier.weight();
    }
  }

  /** About how many bytes its births take. */
  long weight() {
    return weight;
  }

  /** Whether anybody of it is known, itself included. */
  boolean isKnown() {
    return !births.isEmpty();
  }

  boolean knows(String device) {
    return births.containsKey(device);
  }

  Birth birth(String device) {
    Birth known = births.get(device);
    return known == null ? new Birth(List.of()) : known;
  }

  /** Those whose births are known, the node itself being the empty name. */
  Set<String> born() {
    return Set.copyOf(births.keySet());
  }

  /** Those that are alive, the node itself being the empty name. */
  Set<String> devices() {
    var all = new HashSet<>(births.keySet());
    all.addAll(awaited);
    return all;
  }

  /** The devices of the node's earlier birth should be born again, too. */
  void awaits(Set<String> devices) {
    awaited.addAll(devices);
    awaited.remove("");
  }

  /** Those that were not born again, when the node goes on with other things. */
  Set<String> missing() {
    var missing = Set.copyOf(awaited);
    awaited.clear();
    return missing;
  }
}
