package io.fengsui.rules.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Flapping;
import io.fengsui.rules.definition.Label;
import io.fengsui.rules.definition.Level;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.definition.Selection;
import io.fengsui.rules.definition.Severity;
import io.fengsui.rules.evaluation.Step.Turn;
import io.fengsui.rules.state.AlarmState;
import io.fengsui.rules.state.AlarmState.Up;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of the step function, over random ladders and histories. */
class StepPropertiesTest {
  private static final List<Severity> GRAVER =
      List.of(Severity.IV, Severity.III, Severity.II, Severity.I);

  record Told(int after, List<Verdict> levels, boolean flaps) {
    int verdicts(int count) {
      int all = Verdicts.UNKNOWN;
      for (int level = 0; level < count; level++) {
        all = Verdicts.with(all, level, levels.get(level));
      }
      return all;
    }
  }

  record Done(long at, int verdicts, AlarmState before, Step step) {}

  @Property
  void raised_and_cleared_take_turns_with_graver_ones_between(
      @ForAll("rules") Rule rule, @ForAll("histories") List<Told> history) {
    int level = -1;
    for (Done done : run(rule, history)) {
      AlarmState next = done.step().next();
      switch (done.step().turn()) {
        case NONE -> {}
        case RAISED -> {
          assertThat(level).isEqualTo(-1);
          level = ((Up) next).level();
        }
        case ESCALATED -> {
          assertThat(level).isBetween(0, ((Up) next).level() - 1);
          level = ((Up) next).level();
        }
        case CLEARED -> {
          assertThat(level).isNotEqualTo(-1);
          level = -1;
        }
      }
      assertThat(next instanceof Up up ? up.level() : -1).isEqualTo(level);
    }
  }

  @Property
  void goes_up_only_to_levels_that_held(
      @ForAll("rules") Rule rule, @ForAll("histories") List<Told> history) {
    var held = new long[rule.levels().size()];
    Arrays.fill(held, Long.MAX_VALUE);
    for (Done done : run(rule, history)) {
      for (int level = 0; level < held.length; level++) {
        Verdict verdict = Verdicts.of(done.verdicts(), level);
        if (verdict == Verdict.FALSE) {
          held[level] = Long.MAX_VALUE;
        } else if (verdict == Verdict.TRUE) {
          held[level] = Math.min(held[level], done.at());
        }
      }
      if (done.step().turn() == Turn.RAISED) {
        var up = (Up) done.step().next();
        long holdFor = rule.levels().get(up.level()).holdFor().toNanos();
        assertThat(done.at() - held[up.level()]).isGreaterThanOrEqualTo(holdFor);
        assertThat(up.began()).isIn(Arrays.stream(held).boxed().toList());
        assertThat(up.began()).isLessThanOrEqualTo(held[up.level()]);
      }
    }
  }

  @Property
  void is_never_cleared_before_all_was_over(
      @ForAll("rules") Rule rule, @ForAll("histories") List<Told> history) {
    long over = Long.MAX_VALUE;
    for (Done done : run(rule, history)) {
      if (Verdicts.anyHolds(done.verdicts())) {
        over = Long.MAX_VALUE;
      } else if (Verdicts.allOver(done.verdicts(), rule.levels().size())) {
        over = Math.min(over, done.at());
      }
      if (done.step().turn() == Turn.CLEARED) {
        Duration keepFor = rule.keepFor();
        if (((Up) done.before()).flapping()
            && rule.flapping().get().within().compareTo(keepFor) > 0) {
          keepFor = rule.flapping().get().within();
        }
        assertThat(done.at() - over).isGreaterThanOrEqualTo(keepFor.toNanos());
      }
    }
  }

  @Property
  void unknown_moves_nothing(@ForAll("rules") Rule rule, @ForAll("histories") List<Told> history) {
    for (Done done : run(rule, history)) {
      Step step = step(rule, done.before(), Verdicts.UNKNOWN, false, done.at());

      assertThat(step.next()).isEqualTo(done.before());
      assertThat(step.turn()).isEqualTo(Turn.NONE);
    }
  }

  @Property
  void the_same_instant_twice_changes_nothing_more(
      @ForAll("rules") Rule rule, @ForAll("histories") List<Told> history) {
    for (Done done : run(rule, history)) {
      Step again = step(rule, done.step().next(), done.verdicts(), false, done.at());

      assertThat(again.next()).isEqualTo(done.step().next());
      assertThat(again.turn()).isEqualTo(Turn.NONE);
    }
  }

  @Property
  void wakes_exactly_when_time_moves_it(
      @ForAll("rules") Rule rule, @ForAll("histories") List<Told> history) {
    for (Done done : run(rule, history)) {
      long wakeAt = done.step().wakeAt();
      AlarmState next = done.step().next();
      long before = wakeAt == Nanos.NEVER ? done.at() + 1000 : wakeAt - 1;
      assertThat(wakeAt).isGreaterThan(done.at());
      assertThat(step(rule, next, done.verdicts(), false, before).next()).isEqualTo(next);
      if (wakeAt != Nanos.NEVER && allKnown(rule, done.verdicts())) {
        Step then = step(rule, next, done.verdicts(), false, wakeAt);
        assertThat(then.turn()).isNotEqualTo(Turn.NONE);
      }
    }
  }

  private static boolean allKnown(Rule rule, int verdicts) {
    for (int level = 0; level < rule.levels().size(); level++) {
      if (Verdicts.of(verdicts, level) == Verdict.UNKNOWN) {
        return false;
      }
    }
    return true;
  }

  private static Step step(Rule rule, AlarmState state, int verdicts, boolean flaps, long now) {
    return Step.of(Ladder.of(rule, rule.levels()), state, verdicts, flaps, now, now);
  }

  /** As the engine does it: what time moves comes before the next verdict. */
  private static List<Done> run(Rule rule, List<Told> history) {
    var all = new ArrayList<Done>();
    Step last = Step.NONE;
    long now = 0;
    for (Told told : history) {
      long next = now + told.after();
      while (last.wakeAt() < next) {
        AlarmState state = last.next();
        now = last.wakeAt();
        last = step(rule, state, last.verdicts(), false, now);
        all.add(new Done(now, last.verdicts(), state, last));
      }
      now = next;
      AlarmState state = last.next();
      last = step(rule, state, told.verdicts(rule.levels().size()), told.flaps(), now);
      all.add(new Done(now, last.verdicts(), state, last));
    }
    return all;
  }

  @Provide
  Arbitrary<Rule> rules() {
    Arbitrary<Duration> spans = Arbitraries.longs().between(0, 20).map(Duration::ofNanos);
    Arbitrary<List<Duration>> holds = spans.list().ofMinSize(1).ofMaxSize(4);
    return Combinators.combine(holds, spans, spans).as(StepPropertiesTest::rule);
  }

  private static Rule rule(List<Duration> holds, Duration keepFor, Duration flapping) {
    var text = new Label("", "");
    var when = new Condition.Is("x", true);
    var levels = new ArrayList<Level>();
    for (int level = 0; level < holds.size(); level++) {
      levels.add(new Level(GRAVER.get(level), when, holds.get(level)));
    }
    return new Rule(
        "r",
        text,
        Scope.DEVICE,
        Selection.ALL,
        levels,
        List.of(),
        keepFor,
        Optional.of(new Flapping(2, flapping.plusNanos(1))),
        Optional.empty(),
        Optional.empty(),
        true,
        "t",
        text,
        false);
  }

  @Provide
  Arbitrary<List<Told>> histories() {
    Arbitrary<List<Verdict>> verdicts = Arbitraries.of(Verdict.class).list().ofSize(4);
    return Combinators.combine(
            Arbitraries.integers().between(0, 15), verdicts, Arbitraries.of(true, false))
        .as(Told::new)
        .list()
        .ofMaxSize(40);
  }
}
