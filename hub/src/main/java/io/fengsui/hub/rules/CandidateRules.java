package io.fengsui.hub.rules;

import io.fengsui.rules.definition.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads rule files that nobody runs yet. Thread-safe. */
@Component
public final class CandidateRules {

  private final RulesStage stage;

  CandidateRules(RulesStage stage) {
    this.stage = stage;
  }

  /**
   * What would run.
   *
   * @param ids of the rules that the files hold, or make others
   */
  public record Candidate(List<Rule> rules, Set<String> ids) {}

  /**
   * The rules that run, with those of the files in place of the ones with the same ids. A file
   * stands in for one of the same name, so rules that are no longer in it are gone.
   *
   * @param files texts by name
   * @throws RulesRefusedException if they have mistakes
   */
  public Candidate with(Map<String, String> files) {
    RuleSet set = stage.with(files);
    var difference = RuleDifference.between(stage.rules(), set.rules());
    var ids = new HashSet<>(difference.added());
    ids.addAll(difference.changed());
    set.fileOf()
        .forEach(
            (id, file) -> {
              if (files.containsKey(file)) {
                ids.add(id);
              }
            });
    return new Candidate(set.rules(), ids);
  }
}
