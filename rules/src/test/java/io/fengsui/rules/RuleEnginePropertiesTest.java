package io.fengsui.rules;

import static io.fengsui.rules.Watch.above;
import static io.fengsui.rules.Watch.below;
import static io.fengsui.rules.Watch.is;
import static io.fengsui.rules.Watch.rule;
import static io.fengsui.rules.Watch.silent;
import static io.fengsui.rules.Watch.silentByClass;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Rule;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds of the engine whatever it is told. */
class RuleEnginePropertiesTest {

  private static final List<Rule> RULES =
      List.of(
          rule("hot", above("temperature", 3, 2)),
          rule("hotter", above("temperature", 4), 10, 20),
          rule("cold", below("temperature", 1, 2), 0, 15),
          rule("smoke", is("smoke", true), 5, 0),
          rule("no-smoke", is("smoke", false), 0, 5),
          rule("door", is("door", "open")),
          rule("silent", silentByClass()),
          rule("quiet", silent(30), 7, 7),
          rule("alive", new Condition.Not(silent(20))),
          rule(
              "fire",
              new Condition.Any(
                  List.of(
                      new Condition.All(List.of(is("smoke", true), above("temperature", 2))),
                      new Condition.All(List.of(is("smoke", true), silent(25))))),
              3,
              12),
          rule(
              "odd",
              new Condition.Not(
                  new Condition.All(List.of(above("temperature", 3, 1), is("smoke", false))))));

  @Property(tries = 500)
  void going_on_from_a_snapshot_gives_the_same_changes(
      @ForAll("stories") List<Told> story, @ForAll("places") int place) {
    var through = new Teller(new RuleEngine(RULES));
    var resumed = new Teller(new RuleEngine(RULES));
    int cut = Math.min(place, story.size());

    story.forEach(through::tell);
    story.subList(0, cut).forEach(resumed::tell);
    var watch = new Watch();
    watch.engine = resumed.engine;
    resumed.engine = watch.restored(watch.bytes(), RULES);
    story.subList(cut, story.size()).forEach(resumed::tell);

    assertThat(watch.changes).isEmpty();
    assertThat(ordered(resumed.changes)).isEqualTo(ordered(through.changes));
    assertThat(resumed.engine.firing()).isEqualTo(through.engine.firing());
  }

  /**
   * By time, subject and rule. Who is looked at anew after a snapshot, because an alarm of it
   * waits, may have its turn before another subject whose time is the same nanosecond.
   */
  private static List<Change> ordered(List<Change> changes) {
    return changes.stream()
        .sorted(
            Comparator.comparing(Change::at)
                .thenComparing(Change::subject)
                .thenComparing(change -> change.rule().id()))
        .toList();
  }

  @Property(tries = 500)
  void a_copy_made_little_by_little_is_that_of_its_beginning(
      @ForAll("stories") List<Told> story, @ForAll("places") int place) {
    var copied = new Teller(new RuleEngine(RULES));
    var through = new Teller(new RuleEngine(RULES));
    int cut = Math.min(place, story.size());
    story.subList(0, cut).forEach(copied::tell);
    story.forEach(through::tell);

    Instant then = copied.now;
    Capture copy = copied.engine.capture();
    for (Told told : story.subList(cut, story.size())) {
      copied.tell(told);
      copy.step(told.after() % 2);
    }
    assertThat(copied.changes).isEqualTo(through.changes);
    assertThat(copy.step(RULES.size())).isTrue();

    var watch = new Watch();
    var resumed = new Teller(watch.restored(Watch.bytes(copy), RULES));
    resumed.now = then;
    resumed.changes.clear();
    story.subList(cut, story.size()).forEach(resumed::tell);
    assertThat(watch.changes).isEmpty();
    int before = through.changes.size() - resumed.changes.size();
    List<Change> after = through.changes.subList(before, through.changes.size());
    assertThat(ordered(resumed.changes)).isEqualTo(ordered(after));
    assertThat(resumed.engine.firing()).isEqualTo(through.engine.firing());
  }

  @Property(tries = 500)
  void the_index_changes_nothing(@ForAll("stories") List<Told> story) {
    var indexed = new Teller(new RuleEngine(RULES));
    var plain = new Teller(new RuleEngine(RULES.stream().map(this::unindexed).toList()));

    story.forEach(indexed::tell);
    story.forEach(plain::tell);

    assertThat(plain.lingering().said()).isEqualTo(indexed.lingering().said());
  }

  @Property(tries = 500)
  void waking_often_changes_nothing(@ForAll("stories") List<Told> story) {
    var seldom = new Teller(new RuleEngine(RULES));
    var often = new Teller(new RuleEngine(RULES));

    for (Told told : story) {
      seldom.tell(told);
      Instant end = often.now.plusSeconds(told.after());
      for (Instant wake = often.engine.nextWake();
          !(told instanceof Told.Back || told instanceof Told.Lost)
              && wake != null
              && wake.isBefore(end);
          wake = often.engine.nextWake()) {
        often.engine.wake(wake, often.changes::add);
      }
      often.tell(told);
    }

    assertThat(often.changes).isEqualTo(seldom.changes);
  }

  @Property(tries = 500)
  void raised_and_cleared_take_turns_and_name_the_same_incident(
      @ForAll("stories") List<Told> story) {
    var teller = new Teller(new RuleEngine(RULES));
    story.forEach(teller::tell);

    Map<String, Change> up = new HashMap<>();
    var incidents = new HashSet<String>();
    for (Change change : teller.changes) {
      String key = change.rule().id() + " " + change.subject();
      assertThat(change.at()).isAfterOrEqualTo(change.began());
      switch (change) {
        case Change.Raised raised -> {
          assertThat(up.put(key, raised)).isNull();
          assertThat(incidents.add(raised.incident())).isTrue();
        }
        case Change.Escalated escalated -> {
          Change raised = Objects.requireNonNull(up.get(key), key);
          assertThat(escalated.incident()).isEqualTo(raised.incident());
        }
        case Change.Cleared cleared -> {
          Change raised = Objects.requireNonNull(up.remove(key), key);
          assertThat(cleared.incident()).isEqualTo(raised.incident());
        }
      }
    }
    assertThat(teller.engine.firing()).hasSameSizeAs(up.entrySet());
  }

  @Property(tries = 500)
  void a_damaged_snapshot_is_refused_or_read_but_never_breaks(
      @ForAll("stories") List<Told> story, @ForAll int where, @ForAll byte damage) {
    var watch = new Watch();
    var teller = new Teller(new RuleEngine(RULES));
    story.forEach(teller::tell);
    watch.engine = teller.engine;
    byte[] bytes = watch.bytes();
    bytes[Math.floorMod(where, bytes.length)] = damage;

    try {
      var in = new DataInputStream(new ByteArrayInputStream(bytes));
      RuleEngine.restore(RULES, in, _ -> {});
    } catch (IOException e) {
      assertThat(e).isNotNull();
    }
  }

  private Rule unindexed(Rule rule) {
    return rule(
        rule.id(),
        new Condition.Any(List.of(rule.levels().getFirst().when())),
        (int) rule.levels().getFirst().holdFor().toSeconds(),
        (int) rule.keepFor().toSeconds());
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, 60);
  }

  @Provide
  Arbitrary<List<Told>> stories() {
    Arbitrary<Integer> after = Arbitraries.of(0, 0, 1, 3, 5, 7, 10, 20, 30, 100);
    Arbitrary<String> device = Arbitraries.of("a", "b", "c");
    Arbitrary<Object> temperature = Arbitraries.of(0.0, 1.0, 2.0, 3.0, 4.0, "?", Double.NaN);
    Arbitrary<Object> door = Arbitraries.of("open", "shut", true);
    Arbitrary<Object> flag = Arbitraries.of(true, false);
    Arbitrary<Map<String, Object>> readings =
        Arbitraries.oneOf(
            temperature.map(value -> Map.of("temperature", value)),
            flag.map(value -> Map.of("smoke", value)),
            door.map(value -> Map.of("door", value)),
            Combinators.combine(temperature, flag)
                .as((t, smoke) -> Map.of("temperature", t, "smoke", smoke, "other", 1.0)));
    Arbitrary<Told> message = Combinators.combine(after, device, readings).as(Told.Message::new);
    Arbitrary<Told> heard = Combinators.combine(after, device).as(Told.Heard::new);
    return Arbitraries.frequencyOf(
            Tuple.of(8, message),
            Tuple.of(2, heard),
            Tuple.of(2, after.map(Told.Wake::new)),
            Tuple.of(1, after.map(Told.Back::new)),
            Tuple.of(1, after.map(Told.Lost::new)))
        .list()
        .ofMaxSize(60);
  }

  /** Tells an engine a story and keeps what it says. */
  private static final class Teller {
    private RuleEngine engine;
    private Instant now = Watch.START;
    private final List<Change> changes = new ArrayList<>();

    private Teller(RuleEngine engine) {
      this.engine = engine;
      List.of("a", "b").forEach(id -> engine.watch(Watch.device(id), now, changes::add));
    }

    private void tell(Told told) {
      if (told.ends()) {
        lingering();
      }
      now = now.plusSeconds(told.after());
      told.tell(engine, now, changes::add);
    }

    private Teller lingering() {
      engine.wake(now.plus(Told.LINGER), changes::add);
      return this;
    }

    private List<String> said() {
      return changes.stream()
          .map(
              change ->
                  change.getClass().getSimpleName()
                      + change.at()
                      + change.began()
                      + change.rule().id()
                      + change.subject()
                      + change.evidence())
          .toList();
    }
  }
}
