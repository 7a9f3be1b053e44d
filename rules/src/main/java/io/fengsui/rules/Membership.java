package io.fengsui.rules;

import io.fengsui.rules.evaluation.BoundMember;

/** Whether one device counts for a share of one of its places. */
final class Membership extends Standing {

  private final BoundMember member;
  final Place of;

  /** Its place among those that count; kept by {@link Place}. */
  int index;

  /** Its condition held when last it was judged. */
  private boolean holds;

  /** If it no longer holds, when it ceases to count; else before all time. */
  private long until = Long.MIN_VALUE;

  Membership(Device device, BoundMember member, Place of) {
    super(device);
    this.member = member;
    this.of = of;
  }

  @Override
  BoundMember bound() {
    return member;
  }

  @Override
  boolean isQuiet() {
    return !counts();
  }

  boolean holds() {
    return holds;
  }

  long until() {
    return until;
  }

  boolean counts() {
    return holds || until != Long.MIN_VALUE;
  }

  /** Stands elsewhere from now on, and has its place count anew. */
  void move(boolean nowHolds, long nowUntil) {
    boolean counted = counts();
    holds = nowHolds;
    until = nowUntil;
    if (counts() != counted) {
      watched.stirred(!counted, counted);
      of.count(this, counts());
    }
  }
}
