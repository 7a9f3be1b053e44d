package io.fengsui.rules.scenario;

import io.fengsui.rules.Change;
import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.Signal;
import io.fengsui.rules.Subject;
import io.fengsui.rules.definition.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What devices report over time, and which alarms must go up and come down, no others.
 *
 * @param types device to type; all are watched from the start
 * @param silentAfter the silence limit of each device
 * @param given in the order of time
 * @param until how long to go on
 * @param expected in the order of time
 */
public record Scenario(
    Map<String, String> types,
    Duration silentAfter,
    List<Given> given,
    Duration until,
    List<Expected> expected) {

  private static final Instant START = Instant.EPOCH;

  /** What a device reports, {@code at} after the start. */
  public record Given(Duration at, String device, Map<String, Object> values) {}

  /** An alarm that must go up or come down, {@code at} after the start. */
  public record Expected(Duration at, boolean raised, String rule, String device) {

    /** {@code at 30.0 s: smoke of sd-1 raised}. */
    @Override
    public String toString() {
      String what = raised ? "raised" : "cleared";
      return "at %.1f s: %s of %s %s".formatted(at.toMillis() / 1e3, rule, device, what);
    }
  }

  public Scenario {
    types = Map.copyOf(types);
    given = List.copyOf(given);
    expected = List.copyOf(expected);
  }

  /** Runs rules through it: one sentence for each difference, none if all is as expected. */
  public List<String> run(List<Rule> rules) {
    var happened = new ArrayList<Expected>();
    var engine = new RuleEngine(rules);
    types.keySet().forEach(id -> engine.watch(subject(id), START, c -> add(c, happened)));
    for (Given message : given) {
      Instant at = START.plus(message.at());
      engine.accept(
          new Signal(subject(message.device()), at, message.values()), c -> add(c, happened));
    }
    engine.wake(START.plus(until), c -> add(c, happened));
    var differences = new ArrayList<String>();
    expected.stream()
        .filter(expectation -> !happened.remove(expectation))
        .forEach(missing -> differences.add("missing " + missing));
    happened.forEach(surprise -> differences.add("not expected " + surprise));
    return differences;
  }

  private Subject subject(String id) {
    String type = types.get(id);
    if (type == null) {
      throw new IllegalArgumentException("the device " + id + " is not under types:");
    }
    return new Subject(id, type, "", silentAfter);
  }

  private static void add(Change change, List<Expected> happened) {
    Duration at = Duration.between(START, change.at());
    boolean raised = change instanceof Change.Raised;
    happened.add(new Expected(at, raised, change.rule().id(), change.subject()));
  }
}
