package io.fengsui.hub.rules;

import io.fengsui.rules.Explanation;
import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.Stirred;
import io.fengsui.rules.definition.Rule;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Where alarms stand, and why. Asks the lanes' engines on their own threads and waits a moment for
 * the answer. Thread-safe.
 */
@Component
public class RuleInsight {
  private final RulesStage stage;

  RuleInsight(RulesStage stage) {
    this.stage = stage;
  }

  /** How many alarms of a rule wait to go up, and how many are up. */
  public record Tally(long pending, long up) {
    Tally plus(Tally other) {
      return new Tally(pending + other.pending, up + other.up);
    }
  }

  /** Of each rule, by its id. */
  public Map<String, Tally> tallies() {
    List<String> rules = stage.rules().stream().map(Rule::id).toList();
    Map<String, Tally> all = new HashMap<>();
    for (Map<String, Tally> lane : stage.ask(engine -> tallies(engine.engine(), rules))) {
      lane.forEach((rule, tally) -> all.merge(rule, tally, Tally::plus));
    }
    return all;
  }

  /**
   * The alarms of a rule that are not quiet, those that stand so for longest first.
   *
   * @param most how many at most
   */
  public List<Stirred> standings(String rule, int most) {
    return stage.ask(engine -> engine.engine().subjects(rule)).stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing(Stirred::since))
        .limit(most)
        .toList();
  }

  /**
   * Why a rule is quiet, waiting or up.
   *
   * @param subject id of a device or name of a place
   * @return empty if the rule does not watch the subject, or nobody knows it
   */
  public Optional<Explanation> explain(String rule, String subject) {
    return stage.ask(engine -> engine.engine().explain(rule, subject)).stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Map<String, Tally> tallies(RuleEngine engine, List<String> rules) {
    Map<String, Tally> tallies = new HashMap<>();
    for (String rule : rules) {
      Stirred.Counts counts = engine.counts(rule);
      tallies.put(rule, new Tally(counts.pending(), counts.up()));
    }
    return tallies;
  }
}
