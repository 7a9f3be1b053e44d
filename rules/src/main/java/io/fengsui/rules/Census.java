package io.fengsui.rules;

import io.fengsui.rules.Explanation.Standing;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.state.AlarmState;
import io.fengsui.rules.state.AlarmState.Fading;
import io.fengsui.rules.state.AlarmState.Firing;
import io.fengsui.rules.state.AlarmState.Pending;
import io.fengsui.rules.state.AlarmState.Quiet;
import io.fengsui.rules.state.AlarmState.Up;
import io.fengsui.rules.state.Since;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Tells which alarms are not quiet. */
final class Census {

  private Census() {}

  /** The alarms that are up, ordered by subject and rule. */
  static List<RuleEngine.Firing> firing(Stream<Watched> all) {
    var firing = new ArrayList<RuleEngine.Firing>();
    all.forEach(watched -> addFiring(watched, firing));
    firing.sort(Comparator.comparing(RuleEngine.Firing::subject));
    return firing;
  }

  private static void addFiring(Watched watched, Collection<RuleEngine.Firing> to) {
    for (var one = watched.first(); one != null; one = one.next) {
      if (one instanceof Alarm alarm && alarm.state() instanceof Up up) {
        to.add(
            new RuleEngine.Firing(
                alarm.bound().rule(),
                watched.id(),
                Nanos.instant(up.began()),
                Mover.severity(alarm.bound(), up)));
      }
    }
  }

  /** The subjects for which a rule is not quiet, ordered. */
  static List<Stirred> subjects(Stream<Watched> all, int rule) {
    return all.mapMulti(
            (Watched watched, Consumer<Stirred> to) -> {
              if (watched.find(rule) instanceof Alarm alarm) {
                to.accept(stirred(watched, alarm));
              }
            })
        .sorted(Comparator.comparing(Stirred::subject))
        .toList();
  }

  private static Stirred stirred(Watched watched, Alarm alarm) {
    return new Stirred(
        watched.id(),
        standing(alarm.state()),
        Nanos.instant(since(alarm.state())),
        alarm.state() instanceof Up up
            ? Optional.of(Mover.severity(alarm.bound(), up))
            : Optional.empty());
  }

  static Standing standing(AlarmState state) {
    return switch (state) {
      case Quiet _ -> Standing.QUIET;
      case Pending _ -> Standing.PENDING;
      case Firing _ -> Standing.UP;
      case Fading _ -> Standing.FADING;
    };
  }

  /** When it came to stand there; before all time while it is quiet. */
  static long since(AlarmState state) {
    return switch (state) {
      case Quiet _ -> Long.MIN_VALUE;
      case Pending(Since since) -> first(since);
      case Firing firing -> firing.began();
      case Fading fading -> fading.over();
    };
  }

  private static long first(Since since) {
    long first = Long.MAX_VALUE;
    for (int level = 0; since.levels() >> level != 0; level++) {
      first = since.has(level) ? Math.min(first, since.at(level)) : first;
    }
    return first;
  }
}
