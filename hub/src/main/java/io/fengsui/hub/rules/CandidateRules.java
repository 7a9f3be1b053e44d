package io.fengsui.hub.rules;

import io.fengsui.hub.device.DeviceType;
import io.fengsui.hub.device.DeviceTypes;
import io.fengsui.rules.definition.Problem;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.RuleFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads rule files that nobody runs yet. Thread-safe. */
@Component
public final class CandidateRules {

  private final RulesStage stage;
  private final DeviceTypes types;

  CandidateRules(RulesStage stage, DeviceTypes types) {
    this.stage = stage;
    this.types = types;
  }

  /**
   * What would run.
   *
   * @param ids of the rules that the files hold
   */
  public record Candidate(List<Rule> rules, Set<String> ids) {}

  /**
   * The running rules with those of the files instead of the ones they replace.
   *
   * @param files texts by name
   * @throws RulesRefusedException if they have mistakes
   */
  public Candidate with(Map<String, String> files) {
    var vocabulary = RuleFiles.vocabulary(types.all().stream().map(DeviceType::key).toList());
    List<Problem> problems = new ArrayList<>();
    Map<String, Rule> rules = new LinkedHashMap<>();
    stage.rules().forEach(rule -> rules.put(rule.id(), rule));
    List<Rule> read = new ArrayList<>();
    new TreeMap<>(files)
        .forEach(
            (name, text) -> {
              RuleFile.Result result = RuleFile.read(name, text, vocabulary);
              problems.addAll(result.problems());
              read.addAll(result.rules());
            });
    if (!problems.isEmpty()) {
      throw new RulesRefusedException(problems);
    }
    read.forEach(rule -> rules.put(rule.id(), rule));
    return new Candidate(
        List.copyOf(rules.values()), read.stream().map(Rule::id).collect(Collectors.toSet()));
  }
}
