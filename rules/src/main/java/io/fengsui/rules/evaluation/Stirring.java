package io.fengsui.rules.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What time alone can make hold. Most of it are plain silences; these are sorted by their limits,
 * so that only those are met that may be over.
 */
final class Stirring {

  private final BoundRule[] silences;
  private final long[] limits;
  private final Bound[] others;

  Stirring(List<BoundRule> rules, List<BoundMember> members) {
    silences =
        rules.stream()
            .filter(rule -> rule.silence() > 0)
            .sorted(Comparator.comparingLong(BoundRule::silence))
            .toArray(BoundRule[]::new);
    limits = Stream.of(silences).mapToLong(BoundRule::silence).toArray();
    others =
        Stream.concat(rules.stream().filter(rule -> rule.silence() == 0), members.stream())
            .filter(Bound::stirs)
            .toArray(Bound[]::new);
  }

  /** Adds what may hold now. */
  void collect(Latest latest, long now, Candidates<Bound> into) {
    for (int i = 0; i < limits.length && latest.silentAt(limits[i], false) <= now; i++) {
      into.add(silences[i]);
    }
    into.addAll(others);
  }

  /** When the next of them may hold. */
  long nextAt(Latest latest, long now) {
    long next = Nanos.NEVER;
    for (int i = 0; i < limits.length && next == Nanos.NEVER; i++) {
      long at = latest.silentAt(limits[i], false);
      next = at > now ? at : Nanos.NEVER;
    }
    for (Bound one : others) {
      next = Math.min(next, one.stirsAt(latest, now));
    }
    return next;
  }

  /** The same of a subject that nobody looked at yet. */
  long awaitedAt(Latest latest, long now) {
    long next = limits.length == 0 ? Nanos.NEVER : Math.max(now, latest.silentAt(limits[0], false));
    for (Bound one : others) {
      next = Math.min(next, one.awaitedAt(latest, now));
    }
    return next;
  }
}
