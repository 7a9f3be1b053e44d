package io.fengsui.rules.reference;

import io.fengsui.rules.Position;
import io.fengsui.rules.Subject;
import io.fengsui.rules.Whereabouts;
import io.fengsui.rules.definition.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * Random stories of four devices in two buildings. Spans are whole seconds. In an even story no two
 * things happen at the same time, but what is due falls on what is told; in an odd one many do, but
 * nothing is due then, and nobody moves.
 *
 * <p>No change of a device makes a rule look at what none looked at before: that would not be
 * known.
 */
final class Stories {
  static final Subject A = device("a", "sd", Set.of("x", "pair.1"), "1", "1");
  static final Subject B = device("b", "sd", Set.of(), "1", "2");
  static final Subject C = device("c", "sd", Set.of("x", "pair.1"), "1", "1");
  static final Subject C_MOVED = device("c", "sd", Set.of("x", "pair.2", "pair.3"), "2", "1");
  static final Subject C_TAGGED = device("c", "sd", Set.of("x", "y", "pair.1"), "1", "1");
  static final Subject D = device("d", "hd", Set.of("y"), "2", "1");

  static final Subject E = device("e", "sd", Set.of(), "3", "1");

  private static final Arbitrary<Subject> MOVING =
      Arbitraries.of(A, A, A, B, B, C, C, D, C_MOVED, C_TAGGED);
  private static final Arbitrary<Integer> EVEN = Arbitraries.of(1, 1, 2, 3, 4, 5, 7, 10, 20);
  private static final Arbitrary<Integer> ODD = Arbitraries.of(0, 0, 0, 1, 2, 3, 5, 10);

  private Stories() {}

  private static Subject device(
      String id, String type, Set<String> tags, String building, String floor) {
    var where = new Whereabouts("330106", "east", building, floor);
    return new Subject(id, type, tags, where, Duration.ofSeconds(9));
  }

  /** Stories about any rules. */
  static Arbitrary<Story> any() {
    return Arbitraries.of(false, true)
        .flatMap(
            odd ->
                of(
                    new RandomRules(odd).rules(),
                    odd ? events(ODD, Arbitraries.of(A, A, B, C, D)) : events(EVEN, MOVING)));
  }

  /** Stories in which nobody moves, and no rule looks further than a building. */
  static Arbitrary<Story> ofBuildings() {
    Arbitrary<List<Told>> events = events(EVEN, Arbitraries.of(A, A, B, C_MOVED, D, E));
    return of(new RandomRules(false).ofBuildings(), events);
  }

  /** In which building a device of {@link #ofBuildings} is. */
  static int building(String device) {
    return device.equals("a") || device.equals("b") ? 1 : device.equals("e") ? 3 : 2;
  }

  /** All that is due at last happens. */
  private static List<Told> ended(List<Told> events) {
    return Stream.concat(events.stream(), Stream.of(new Told.Passes(Duration.ofMinutes(1))))
        .toList();
  }

  private static Arbitrary<Story> of(Arbitrary<List<Rule>> rules, Arbitrary<List<Told>> events) {
    return Combinators.combine(rules, events.map(Stories::ended)).as(Story::new);
  }

  private static Arbitrary<List<Told>> events(Arbitrary<Integer> seconds, Arbitrary<Subject> who) {
    Arbitrary<Duration> after = seconds.map(Duration::ofSeconds);
    Arbitrary<Duration> age =
        Arbitraries.frequency(Tuple.of(12, 0), Tuple.of(1, 3), Tuple.of(1, 8), Tuple.of(1, -2))
            .map(Duration::ofSeconds);
    Arbitrary<Told> says = Combinators.combine(after, who, age, readings()).as(Told.Says::new);
    Arbitrary<String> id = who.map(Subject::id);
    Arbitrary<Duration> gaps = after.map(span -> span.plusSeconds(1));
    return Arbitraries.frequencyOf(
            Tuple.of(24, says),
            Tuple.of(2, Combinators.combine(after, id).as(Told.Hears::new)),
            Tuple.of(2, after.map(Told.Passes::new)),
            Tuple.of(1, Combinators.combine(gaps, Arbitraries.of(true, false)).as(Told.Away::new)),
            Tuple.of(1, Combinators.combine(after, who).as(Told.Watches::new)),
            Tuple.of(1, after.map(span -> new Told.Forgets(span, "c"))))
        .list()
        .ofMinSize(4)
        .ofMaxSize(36);
  }

  private static Arbitrary<Map<String, Object>> readings() {
    Arbitrary<Object> number = Arbitraries.of(0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0);
    Arbitrary<Object> odd = Arbitraries.of(Double.NaN, "?", 7);
    Arbitrary<Object> t = Arbitraries.frequencyOf(Tuple.of(30, number), Tuple.of(1, odd));
    Arbitrary<Object> text = Arbitraries.of("open", "shut");
    Arbitrary<Object> flag = Arbitraries.of(true, false);
    Arbitrary<Object> position =
        Arbitraries.of(new Position(30.001, 120.001), new Position(31, 121));
    Arbitrary<Tuple2<String, Object>> one =
        Arbitraries.frequencyOf(
            Tuple.of(4, t.map(value -> Tuple.of("t", value))),
            Tuple.of(2, number.map(value -> Tuple.of("u", value))),
            Tuple.of(3, flag.map(value -> Tuple.of("flag", value))),
            Tuple.of(2, text.map(value -> Tuple.of("door", value))),
            Tuple.of(1, position.map(value -> Tuple.of("position", value))));
    return Combinators.combine(one, one, Arbitraries.of(true, false))
        .as(
            (first, second, both) ->
                both && !first.get1().equals(second.get1())
                    ? Map.of(first.get1(), first.get2(), second.get1(), second.get2())
                    : Map.of(first.get1(), first.get2()));
  }
}
