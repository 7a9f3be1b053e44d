package io.fengsui.rules.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.Change;
import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.definition.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Laws that hold of the engine, told without the reference. */
class LawsPropertiesTest {
  private static final int TRIES = 200;

  @Property(tries = TRIES)
  void a_restart_anywhere_changes_nothing(
      @ForAll("stories") Story story, @ForAll @IntRange(max = 36) int after) {
    assertThat(story.run(_ -> true, after)).isEqualTo(story.run());
  }

  @Property(tries = TRIES)
  void devices_may_be_spread_over_engines_by_place(
      @ForAll("ofBuildings") Story story, @ForAll @IntRange(min = 1, max = 3) int engines) {
    var union = new ArrayList<Said>();
    for (int i = 0; i < engines; i++) {
      int own = i;
      union.addAll(story.run(device -> Stories.building(device) % engines == own, -1));
    }
    assertThat(union.stream().sorted().toList()).isEqualTo(story.run());
  }

  @Property(tries = TRIES)
  void waking_in_between_changes_nothing(
      @ForAll("stories") Story story, @ForAll @IntRange(min = 1, max = 3) int parts) {
    var events = new ArrayList<Told>();
    for (Told told : story.events()) {
      if (!(told instanceof Told.Away)) {
        Duration part = told.after().dividedBy(parts + 1L);
        for (int i = 0; i < parts; i++) {
          events.add(new Told.Passes(part));
        }
        told = told.sooner(part.multipliedBy(parts));
      }
      events.add(told);
    }
    assertThat(new Story(story.rules(), events).run()).isEqualTo(story.run());
  }

  @Property(tries = TRIES)
  void the_same_instant_twice_changes_nothing_more(@ForAll("stories") Story story) {
    RuleEngine engine = story.begin();
    var changes = new ArrayList<Change>();
    Instant now = Story.START;
    for (Told told : story.events()) {
      now = now.plus(told.after());
      told.tell(engine, now, changes::add);
      engine.wake(now, changes::add);
      int before = changes.size();
      engine.wake(now, changes::add);
      assertThat(changes).hasSize(before);
    }
  }

  @Property(tries = TRIES)
  void raised_and_cleared_take_turns_and_nothing_grows_less_grave(@ForAll("stories") Story story) {
    Map<String, Severity> up = new HashMap<>();
    var incidents = new HashMap<String, String>();
    for (Change change : changes(story)) {
      String alarm = change.rule().id() + " of " + change.subject();
      assertThat(change.at()).isAfterOrEqualTo(change.began());
      switch (change) {
        case Change.Raised raised -> {
          assertThat(up.put(alarm, raised.severity())).as(alarm).isNull();
          assertThat(incidents.put(raised.incident(), alarm)).as(alarm).isNull();
        }
        case Change.Escalated graver -> {
          Severity before = Objects.requireNonNull(up.put(alarm, graver.severity()), alarm);
          assertThat(graver.severity()).isLessThan(before);
          assertThat(incidents).containsKey(graver.incident());
        }
        case Change.Cleared cleared -> {
          assertThat(up.remove(alarm)).as(alarm).isNotNull();
          assertThat(incidents).containsKey(cleared.incident());
        }
      }
    }
  }

  @Property(tries = TRIES)
  void nothing_is_raised_before_it_held(@ForAll("stories") Story story) {
    for (Change change : changes(story)) {
      if (change instanceof Change.Raised raised) {
        Duration held = Duration.between(raised.began(), raised.at());
        Duration least =
            change.rule().levels().stream()
                .map(level -> level.holdFor())
                .min(Duration::compareTo)
                .orElseThrow();
        assertThat(held).isGreaterThanOrEqualTo(least);
      }
    }
  }

  private static List<Change> changes(Story story) {
    RuleEngine engine = story.begin();
    var changes = new ArrayList<Change>();
    Instant now = Story.START;
    for (Told told : story.events()) {
      now = now.plus(told.after());
      told.tell(engine, now, changes::add);
    }
    return changes;
  }

  @Provide
  Arbitrary<Story> stories() {
    return Stories.any();
  }

  @Provide
  Arbitrary<Story> ofBuildings() {
    return Stories.ofBuildings();
  }
}
