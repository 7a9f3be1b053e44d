package io.fengsui.rules.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Label;
import io.fengsui.rules.definition.Level;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.definition.Selection;
import io.fengsui.rules.definition.Severity;
import io.fengsui.rules.evaluation.Step.Turn;
import io.fengsui.rules.state.AlarmState;
import io.fengsui.rules.state.AlarmState.Quiet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of the step function, over random spans and histories. */
class StepPropertiesTest {

  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  record Told(Duration after, Verdict verdict) {}

  record Done(Instant at, Verdict verdict, AlarmState before, Step step) {}

  @Property
  void raised_and_cleared_take_turns(
      @ForAll("rules") Rule rule, @ForAll("histories") List<Told> history) {
    List<Turn> turns =
        run(rule, history).stream()
            .map(done -> done.step().turn())
            .filter(turn -> turn != Turn.NONE)
            .toList();

    for (int i = 0; i < turns.size(); i++) {
      assertThat(turns.get(i)).isEqualTo(i % 2 == 0 ? Turn.RAISED : Turn.CLEARED);
    }
  }

  @Property
  void is_never_raised_before_it_held(
      @ForAll("rules") Rule rule, @ForAll("histories") List<Told> history) {
    Instant held = Instant.MAX;
    for (Done done : run(rule, history)) {
      if (done.verdict() == Verdict.FALSE) {
        held = Instant.MAX;
      } else if (done.verdict() == Verdict.TRUE && held.equals(Instant.MAX)) {
        held = done.at();
      }
      if (done.step().turn() == Turn.RAISED) {
        assertThat(Duration.between(held, done.at()))
            .isGreaterThanOrEqualTo(rule.levels().getFirst().holdFor());
      }
    }
  }

  @Property
  void is_never_cleared_before_it_was_over(
      @ForAll("rules") Rule rule, @ForAll("histories") List<Told> history) {
    Instant over = Instant.MAX;
    for (Done done : run(rule, history)) {
      if (done.verdict() == Verdict.TRUE) {
        over = Instant.MAX;
      } else if (done.verdict() == Verdict.FALSE && over.equals(Instant.MAX)) {
        over = done.at();
      }
      if (done.step().turn() == Turn.CLEARED) {
        assertThat(Duration.between(over, done.at())).isGreaterThanOrEqualTo(rule.keepFor());
      }
    }
  }

  @Property
  void unknown_moves_nothing(@ForAll("rules") Rule rule, @ForAll("histories") List<Told> history) {
    for (Done done : run(rule, history)) {
      if (done.verdict() == Verdict.UNKNOWN) {
        assertThat(done.step().next()).isEqualTo(done.before());
        assertThat(done.step().turn()).isEqualTo(Turn.NONE);
      }
    }
  }

  @Property
  void the_same_instant_twice_changes_nothing_more(
      @ForAll("rules") Rule rule, @ForAll("histories") List<Told> history) {
    for (Done done : run(rule, history)) {
      Step again = Step.of(rule, done.step().next(), done.verdict(), done.at());

      assertThat(again.next()).isEqualTo(done.step().next());
      assertThat(again.turn()).isEqualTo(Turn.NONE);
    }
  }

  @Property
  void wakes_exactly_when_time_moves_it(
      @ForAll("rules") Rule rule, @ForAll("histories") List<Told> history) {
    for (Done done : run(rule, history)) {
      Optional<Instant> wakeAt = done.step().wakeAt();
      AlarmState next = done.step().next();
      if (wakeAt.isEmpty() || done.verdict() == Verdict.UNKNOWN) {
        continue;
      }
      Step before = Step.of(rule, next, done.verdict(), wakeAt.get().minusNanos(1));
      Step then = Step.of(rule, next, done.verdict(), wakeAt.get());

      assertThat(wakeAt.get()).isAfter(done.at());
      assertThat(before.next()).isEqualTo(next);
      assertThat(then.turn()).isNotEqualTo(Turn.NONE);
    }
  }

  @Property
  void what_does_not_wake_is_not_moved_by_time(
      @ForAll("rules") Rule rule, @ForAll("histories") List<Told> history) {
    for (Done done : run(rule, history)) {
      if (done.step().wakeAt().isEmpty()) {
        Instant later = done.at().plus(Duration.ofDays(1));
        Step then = Step.of(rule, done.step().next(), done.verdict(), later);

        assertThat(then.next()).isEqualTo(done.step().next());
      }
    }
  }

  /** As the engine does it: what time moves comes before the next verdict. */
  private static List<Done> run(Rule rule, List<Told> history) {
    var all = new ArrayList<Done>();
    AlarmState state = Quiet.QUIET;
    Instant now = START;
    Verdict verdict = Verdict.UNKNOWN;
    Optional<Instant> wakeAt = Optional.empty();
    for (Told told : history) {
      Instant next = now.plus(told.after());
      if (wakeAt.isPresent() && wakeAt.get().isBefore(next)) {
        Step step = Step.of(rule, state, verdict, wakeAt.get());
        all.add(new Done(wakeAt.get(), verdict, state, step));
        state = step.next();
      }
      now = next;
      verdict = told.verdict();
      Step step = Step.of(rule, state, verdict, now);
      all.add(new Done(now, verdict, state, step));
      state = step.next();
      wakeAt = step.wakeAt();
    }
    return all;
  }

  @Provide
  Arbitrary<Rule> rules() {
    Arbitrary<Duration> spans = Arbitraries.longs().between(0, 20).map(Duration::ofNanos);
    var text = new Label("", "");
    var when = new Condition.Is("x", true);
    return Combinators.combine(spans, spans)
        .as(
            (hold, keep) ->
                new Rule(
                    "r",
                    text,
                    Scope.DEVICE,
                    Selection.ALL,
                    List.of(new Level(Severity.I, when, hold)),
                    List.of(),
                    keep,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    "t",
                    text,
                    false));
  }

  @Provide
  Arbitrary<List<Told>> histories() {
    Arbitrary<Duration> gaps = Arbitraries.longs().between(0, 15).map(Duration::ofNanos);
    return Combinators.combine(gaps, Arbitraries.of(Verdict.class))
        .as(Told::new)
        .list()
        .ofMaxSize(40);
  }
}
