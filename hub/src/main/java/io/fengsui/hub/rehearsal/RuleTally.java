package io.fengsui.hub.rehearsal;

import io.fengsui.hub.rehearsal.Outcome.Counts;
import io.fengsui.hub.rehearsal.Outcome.Difference;
import io.fengsui.hub.rehearsal.Outcome.Example;
import io.fengsui.hub.rehearsal.Outcome.Novelty;
import io.fengsui.hub.rehearsal.Outcome.Result;
import io.fengsui.rules.Change;
import io.fengsui.rules.definition.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** What a rule did on both sides; bounded, however much that was. Used by one thread. */
final class RuleTally {

  private static final Comparator<Noted> FIRST =
      Comparator.comparing((Noted noted) -> noted.bout.start).thenComparing(Noted::subject);

  private final Rule rule;
  private final Novelty novelty;
  private final Instant from;
  private final int most;
  private final Map<Side, Counts> counts = new EnumMap<>(Side.class);
  private final Map<Difference, Long> differences = new EnumMap<>(Difference.class);
  private final Map<Difference, Double> seconds = new EnumMap<>(Difference.class);
  private final Map<Difference, TreeSet<Noted>> noted = new EnumMap<>(Difference.class);

  /** An example whose alarm may still be up. */
  private record Noted(String subject, Bout bout, double seconds) {}

  /**
   * Counts nothing yet.
   *
   * @param from what happens before is not counted
   * @param most examples of each kind
   */
  RuleTally(Rule rule, Novelty novelty, Instant from, int most) {
    this.rule = rule;
    this.novelty = novelty;
    this.from = from;
    this.most = most;
  }

  /** Counts a change of one side. */
  void count(Side side, Change change) {
    if (!change.at().isBefore(from)) {
      switch (change) {
        case Change.Raised _ -> counts.merge(side, new Counts(1, 0), Counts::plus);
        case Change.Cleared _ -> counts.merge(side, new Counts(0, 1), Counts::plus);
        case Change.Escalated _ -> {}
      }
    }
  }

  /** An alarm during which the other side had none. */
  void alone(Side side, String subject, Bout bout) {
    if (!bout.start.isBefore(from)) {
      add(side == Side.CANDIDATE ? Difference.GAINED : Difference.LOST, subject, bout, 0);
    }
  }

  /** Both sides had an alarm at the same time. */
  void compareStarts(String subject, Bout tried, Bout was) {
    int order = tried.start.compareTo(was.start);
    Instant latest = order > 0 ? tried.start : was.start;
    if (order != 0 && !latest.isBefore(from)) {
      double by = Duration.between(tried.start, was.start).abs().toNanos() / 1e9;
      add(order < 0 ? Difference.EARLIER : Difference.LATER, subject, tried, by);
    }
  }

  /** The same when both have come down. */
  void compareSeverities(String subject, Bout tried, Bout was) {
    int order = tried.severity.compareTo(was.severity);
    if (order != 0 && !tried.start.isBefore(from)) {
      add(order < 0 ? Difference.GRAVER : Difference.MILDER, subject, tried, 0);
    }
  }

  /** Whether there is nothing to tell of it. */
  boolean isQuiet() {
    return counts.isEmpty() && differences.isEmpty();
  }

  Rule rule() {
    return rule;
  }

  Novelty novelty() {
    return novelty;
  }

  /**
   * What it came to.
   *
   * @param names what to call a subject of the rule
   * @param unheard as in {@link Result}
   */
  Result result(BiFunction<Rule, String, String> names, Set<String> unheard) {
    List<Example> examples =
        noted.entrySet().stream()
            .flatMap(
                kind -> kind.getValue().stream().map(each -> example(kind.getKey(), each, names)))
            .toList();
    Map<Difference, Double> average = new EnumMap<>(Difference.class);
    seconds.forEach((kind, sum) -> average.put(kind, sum / differences.getOrDefault(kind, 1L)));
    return new Result(
        rule,
        novelty,
        of(Side.CANDIDATE),
        of(Side.RUNNING),
        differences,
        average,
        examples,
        unheard);
  }

  private Counts of(Side side) {
    return counts.getOrDefault(side, Counts.NONE);
  }

  private void add(Difference kind, String subject, Bout bout, double by) {
    differences.merge(kind, 1L, Long::sum);
    if (by > 0) {
      seconds.merge(kind, by, Double::sum);
    }
    var first = noted.computeIfAbsent(kind, _ -> new TreeSet<>(FIRST));
    first.add(new Noted(subject, bout, by));
    if (first.size() > most) {
      first.pollLast();
    }
  }

  private Example example(Difference kind, Noted noted, BiFunction<Rule, String, String> names) {
    Bout bout = noted.bout;
    return new Example(
        kind,
        bout.start,
        bout.end,
        noted.subject,
        names.apply(rule, noted.subject),
        bout.severity,
        noted.seconds);
  }
}
