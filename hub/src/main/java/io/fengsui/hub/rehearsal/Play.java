package io.fengsui.hub.rehearsal;

import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.rehearsal.Outcome.Novelty;
import io.fengsui.hub.rehearsal.Outcome.Result;
import io.fengsui.hub.store.HistoryStore;
import io.fengsui.hub.store.Span;
import io.fengsui.rules.definition.Rule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Plays the past to two rule sets and tells what came of it.
 *
 * @param devices as they are registered now
 * @param names what to call a rule's subject
 */
record Play(
    Bus bus,
    Optional<HistoryStore> history,
    List<Device> devices,
    LatePolicy late,
    BiFunction<Rule, String, String> names) {

  /**
   * Runs on the calling thread until done.
   *
   * @param counted what happens in this span counts
   * @param most examples of each kind and rule
   */
  Outcome run(Trial trial, Span counted, int most, Course course)
      throws IOException, InterruptedException {
    Instant warmUp = counted.from().minus(Anatomy.window(trial.all(), longestSilence()));
    Map<String, RuleTally> tallies = new HashMap<>();
    for (Rule rule : trial.all()) {
      Novelty novelty = Objects.requireNonNull(trial.novelties().get(rule.id()));
      tallies.put(rule.id(), new RuleTally(rule, novelty, counted.from(), most));
    }
    List<LanePast> lanes =
        Arrays.stream(Lane.values())
            .map(lane -> new LanePast(lane, trial, new Comparison(tallies), devices, late))
            .toList();
    var past = new Past(bus, history, devices, new Span(warmUp, counted.to()), course, lanes);
    past.tell();
    Set<String> heard = new HashSet<>();
    lanes.forEach(lane -> heard.addAll(lane.heard()));
    return new Outcome(
        counted.from(),
        counted.to(),
        warmUp,
        course.took(),
        course.records(),
        past.parts(),
        past.gaps(),
        results(List.copyOf(tallies.values()), heard));
  }

  private List<Result> results(List<RuleTally> tallies, Set<String> heard) {
    List<Result> results = new ArrayList<>();
    for (RuleTally tally : tallies) {
      if (tally.novelty() != Novelty.BESIDE) {
        Set<String> unheard = Anatomy.metrics(tally.rule());
        unheard.removeAll(heard);
        results.add(tally.result(names, unheard));
      } else if (!tally.isQuiet()) {
        results.add(tally.result(names, Set.of()));
      }
    }
    results.sort(
        Comparator.comparing((Result result) -> result.novelty() == Novelty.BESIDE)
            .thenComparing(result -> result.rule().id()));
    return results;
  }

  private Duration longestSilence() {
    return devices.stream()
        .map(device -> device.supervision().silentAfter())
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
