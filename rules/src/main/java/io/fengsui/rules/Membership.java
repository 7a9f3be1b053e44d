package io.fengsui.rules;

import io.fengsui.rules.evaluation.BoundMember;

/** That a device counts for a share of one of its places. */
final class Membership extends Standing {

  private final BoundMember member;
  final Device device;

  /** Its condition held when last it was judged. */
  boolean holds;

  /** If it no longer holds, when it ceases to count. */
  long until;

  /** Its place among those that count; kept by {@link Place}. */
  int index;

  Membership(Device device, BoundMember member, boolean holds, long until) {
    this.device = device;
    this.member = member;
    this.holds = holds;
    this.until = until;
  }

  @Override
  BoundMember bound() {
    return member;
  }
}
