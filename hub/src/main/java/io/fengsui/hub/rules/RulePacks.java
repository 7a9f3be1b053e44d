package io.fengsui.hub.rules;

import io.fengsui.hub.problem.Sentence;
import io.fengsui.rules.definition.Label;
import io.fengsui.rules.definition.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The packs of rules that come with the hub. Thread-safe. */
@Component
public class RulePacks {
  private final RulesStage stage;

  RulePacks(RulesStage stage) {
    this.stage = stage;
  }

  /**
   * A pack.
   *
   * @param titles of its rules, by id
   */
  public record Pack(String name, Sentence title, boolean enabled, Map<String, Label> titles) {}

  /** All packs. */
  public List<Pack> all() {
    return stage.shipped().packs().values().stream().map(this::pack).toList();
  }

  private Pack pack(Shipped.Pack pack) {
    Map<String, Label> titles = new LinkedHashMap<>();
    for (Rule rule : stage.rulesOf(pack.file())) {
      titles.put(rule.id(), rule.title());
    }
    boolean enabled = stage.set().edits().packs().contains(pack.name());
    return new Pack(pack.name(), pack.title(), enabled, titles);
  }
}
