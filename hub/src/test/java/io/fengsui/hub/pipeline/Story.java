package io.fengsui.hub.pipeline;

import static io.fengsui.hub.bus.Lane.LIFE_SAFETY;
import static io.fengsui.hub.bus.Lane.TELEMETRY;

import io.fengsui.hub.bus.Lane;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What happens, in order; told line by line when it ends badly. */
record Story(List<Step> steps) {

  /** Any story of a town on a bad day. */
  static Arbitrary<Story> any() {
    Arbitrary<Lane> lane = Arbitraries.of(LIFE_SAFETY, TELEMETRY);
    Arbitrary<String> device = Arbitraries.of("sd-1", "sd-2", "es-1", "es-2");
    Arbitrary<Duration> away = seconds(0, 1, 3, 20, 100, 4000);
    Arbitrary<Step> says =
        Combinators.combine(device, Arbitraries.of(Saying.values())).as(Step.Says::new);
    Arbitrary<Step> work =
        Arbitraries.oneOf(
            lane.map(Step.Writes::new),
            lane.map(Step.Evaluates::new),
            Arbitraries.of("desk", Receiver.NAME).map(Step.HandsOver::new),
            Arbitraries.of(new Step.Round()));
    Arbitrary<Step> fault =
        Arbitraries.oneOf(
            away.map(Step.Killed::new),
            away.map(Step.PowerCut::new),
            away.map(Step.Stopped::new),
            seconds(1, 5, 60).map(Step.DatabaseAway::new),
            Arbitraries.of(FaultyDatabase.AtCommit.values()).map(Step.Commit::new),
            Arbitraries.of(Receiver.Answer.values()).map(Step.Answers::new),
            seconds(-3600, -60, 30, 3600).map(Step.ClockJumps::new),
            Arbitraries.of(true, false).map(Step.Disk::new),
            Arbitraries.of(new Step.TornWrite()),
            Combinators.combine(lane, Arbitraries.of(Spoiling.values()))
                .as(Step.StateSpoiled::new));
    return Arbitraries.frequencyOf(
            Tuple.of(6, says),
            Tuple.of(1, device.map(Step.Repeats::new)),
            Tuple.of(8, work),
            Tuple.of(3, seconds(1, 5, 12, 31, 61, 90).map(Step.Passes::new)),
            Tuple.of(1, Arbitraries.of(new Step.RulesChange())),
            Tuple.of(3, fault))
        .list()
        .ofMinSize(5)
        .ofMaxSize(60)
        .map(Story::new);
  }

  private static Arbitrary<Duration> seconds(Integer... numbers) {
    return Arbitraries.of(numbers).map(Duration::ofSeconds);
  }

  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining("\n  - ", "\n  - ", "\n"));
  }
}
