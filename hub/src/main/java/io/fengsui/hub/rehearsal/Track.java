package io.fengsui.hub.rehearsal;

import io.fengsui.rules.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The alarms of one rule and subject on both sides, for as long as what comes may still touch them.
 * Alarms that are up at the same time belong together; the first two that meet are compared. Used
 * by one thread.
 */
final class Track {

  private final RuleTally tally;
  private final String subject;
  private final List<Bout> candidate = new ArrayList<>(1);
  private final List<Bout> running = new ArrayList<>(1);

  Track(RuleTally tally, String subject) {
    this.tally = tally;
    this.subject = subject;
  }

  /** The next change of a side. */
  void add(Side side, Change change) {
    List<Bout> bouts = side == Side.CANDIDATE ? candidate : running;
    switch (change) {
      case Change.Raised raised -> bouts.add(new Bout(raised.at(), raised.severity()));
      case Change.Escalated escalated -> bouts.getLast().severity = escalated.severity();
      case Change.Cleared cleared -> bouts.getLast().end = cleared.at();
    }
  }

  /**
   * Tells what is certain and forgets it.
   *
   * @param reached no change comes any more that is before this
   * @return whether an alarm that is over still waits to be told
   */
  boolean settle(Instant reached) {
    meet();
    candidate.removeIf(bout -> bout.isSettled(reached) && tell(Side.CANDIDATE, bout));
    running.removeIf(bout -> bout.isSettled(reached) && tell(Side.RUNNING, bout));
    return candidate.stream().anyMatch(bout -> bout.end != null)
        || running.stream().anyMatch(bout -> bout.end != null);
  }

  /** Whether no alarm is left. */
  boolean isEmpty() {
    return candidate.isEmpty() && running.isEmpty();
  }

  /** Tells all that is left: nothing comes any more. */
  void finish() {
    meet();
    candidate.forEach(bout -> tell(Side.CANDIDATE, bout));
    running.forEach(bout -> tell(Side.RUNNING, bout));
  }

  /** Goes through both rows of alarms, which are each in order of time, as a zip does. */
  private void meet() {
    int mine = 0;
    int theirs = 0;
    while (mine < candidate.size() && theirs < running.size()) {
      Bout tried = candidate.get(mine);
      Bout was = running.get(theirs);
      if (tried.overlaps(was)) {
        meet(tried, was);
      }
      boolean here = !was.endsBefore(tried);
      boolean there = !tried.endsBefore(was);
      mine += here ? 1 : 0;
      theirs += there ? 1 : 0;
    }
  }

  private void meet(Bout tried, Bout was) {
    tried.met = true;
    was.met = true;
    if (tried.partner == null && was.partner == null) {
      tried.partner = was;
      was.partner = tried;
      tally.compareStarts(subject, tried, was);
    }
  }

  /** Always true, so that what was told goes. */
  private boolean tell(Side side, Bout bout) {
    if (!bout.met) {
      tally.alone(side, subject, bout);
    } else if (side == Side.CANDIDATE && bout.partner != null) {
      tally.compareSeverities(subject, bout, bout.partner);
    }
    return true;
  }
}
