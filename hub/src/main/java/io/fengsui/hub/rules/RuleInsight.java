package io.fengsui.hub.rules;

import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.definition.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Where alarms stand. Asks the lanes' engines on their own threads and waits a moment for the
 * answer. Thread-safe.
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

  /** An alarm that is up. */
  public record Standing(String subject, Instant since, Severity severity) {}

  /** Of each rule that has alarms that are not quiet, by its id. */
  public Map<String, Tally> tallies() {
    Map<String, Tally> all = new HashMap<>();
    for (List<RuleEngine.Firing> lane : stage.ask(engine -> engine.engine().firing())) {
      lane.forEach(up -> all.merge(up.rule().id(), new Tally(0, 1), Tally::plus));
    }
    return all;
  }

  /**
   * The alarms of a rule that are up, the oldest first.
   *
   * @param most how many at most
   */
  public List<Standing> standings(String rule, int most) {
    return stage.ask(engine -> engine.engine().firing()).stream()
        .flatMap(List::stream)
        .filter(up -> up.rule().id().equals(rule))
        .map(up -> new Standing(up.subject(), up.began(), up.rule().severity()))
        .sorted(Comparator.comparing(Standing::since))
        .limit(most)
        .toList();
  }
}
