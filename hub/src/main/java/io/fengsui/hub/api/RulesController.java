package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceDirectory;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import io.fengsui.hub.problem.Sentence;
import io.fengsui.hub.rules.RuleCount;
import io.fengsui.hub.rules.RuleInsight;
import io.fengsui.hub.rules.RuleInsight.Tally;
import io.fengsui.hub.rules.RuleSet;
import io.fengsui.hub.rules.RulesRefusedException;
import io.fengsui.hub.rules.RulesStage;
import io.fengsui.rules.definition.Problem;
import io.fengsui.rules.definition.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The rules that run: what they say, where their alarms stand, and why. */
@RestController
@RequestMapping("/api/rules")
@PreAuthorize("hasAnyRole('OPERATOR', 'INSTALLER')")
class RulesController {
  private static final int MOST_SUBJECTS = 200;

  private final RulesStage stage;
  private final RuleInsight insight;
  private final DeviceDirectory devices;

  RulesController(RulesStage stage, RuleInsight insight, DeviceDirectory devices) {
    this.stage = stage;
    this.insight = insight;
    this.devices = devices;
  }

  /**
   * All rules.
   *
   * @param version of the rules; 0 if nobody ever changed any
   */
  record RulePage(List<RuleLine> items, int version, int total) {}

  /**
   * One rule.
   *
   * @param severities of its levels, the least grave first
   * @param per what it keeps a state for: device, pair, floor, building, community or grid
   * @param layer where its file comes from: shipped, pack, disk or own
   * @param mode armed, or shadow: it only counts
   */
  record RuleLine(
      String id,
      Sentence title,
      List<String> severities,
      String per,
      String category,
      boolean task,
      String file,
      String layer,
      String mode,
      Counts counts) {}

  /**
   * What it did.
   *
   * @param pending alarms that wait to go up
   * @param raised since {@code since}
   * @param since when the rule was made or changed; left out if before it was counted
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Counts(long pending, long up, long raised, long cleared, @Nullable Instant since) {}

  /**
   * A rule, what its file says of it, and where its alarms stand.
   *
   * @param definition its part of the file, YAML
   * @param subjects alarms that are not quiet, at most 200
   * @param last what a rule in shadow did last, the latest first
   */
  record RuleDetail(
      @JsonUnwrapped RuleLine rule,
      Sentence advice,
      String definition,
      List<SubjectLine> subjects,
      List<RuleCount.Doing> last) {}

  /** An alarm that is not quiet. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SubjectLine(
      String subject, String name, String standing, Instant since, @Nullable String severity) {}

  @GetMapping
  RulePage list() {
    RuleSet set = stage.set();
    Map<String, Tally> tallies = insight.tallies();
    List<RuleLine> rules = set.rules().stream().map(rule -> line(set, rule, tallies)).toList();
    return new RulePage(rules, set.version(), rules.size());
  }

  @GetMapping("/{id}")
  RuleDetail show(@PathVariable String id) {
    RuleSet set = stage.set();
    Rule rule = set.find(id).orElseThrow(() -> none(id));
    List<SubjectLine> subjects =
        insight.standings(id, MOST_SUBJECTS).stream()
            .map(
                each ->
                    new SubjectLine(
                        each.subject(),
                        name(each.subject()),
                        word(each.standing()),
                        each.since(),
                        each.severity().map(Enum::name).orElse(null)))
            .toList();
    return new RuleDetail(
        line(set, rule, insight.tallies()),
        new Sentence(rule.advice().zh(), rule.advice().en()),
        set.file(rule).map(file -> RuleText.of(file.text(), id)).orElse(""),
        subjects,
        stage.count(id).last());
  }

  /** Why a rule is quiet, waiting or up for a device or place, and what is missing. */
  @GetMapping("/{id}/explain")
  ExplanationView explain(@PathVariable String id, @RequestParam String subject) {
    Rule rule = stage.set().find(id).orElseThrow(() -> none(id));
    return insight
        .explain(id, subject)
        .map(told -> ExplanationView.of(told, rule))
        .orElseThrow(
            () ->
                new RefusedException(
                    Kind.NOT_FOUND,
                    "规则 %s 不监测 %s".formatted(id, subject),
                    "the rule %s does not watch %s".formatted(id, subject)));
  }

  private RuleLine line(RuleSet set, Rule rule, Map<String, Tally> tallies) {
    RuleCount count = stage.count(rule.id());
    Tally tally = tallies.getOrDefault(rule.id(), new Tally(0, 0));
    return new RuleLine(
        rule.id(),
        new Sentence(rule.title().zh(), rule.title().en()),
        rule.levels().stream().map(level -> level.severity().name()).toList(),
        word(rule.per()),
        rule.category(),
        rule.task(),
        set.file(rule).map(RuleSet.File::name).orElse(""),
        set.file(rule).map(file -> word(file.layer())).orElse(""),
        rule.shadow() ? "shadow" : "armed",
        new Counts(
            tally.pending(),
            tally.up(),
            count.raised(),
            count.cleared(),
            count.since().equals(Instant.EPOCH) ? null : count.since()));
  }

  private String name(String subject) {
    return DeviceId.isValid(subject)
        ? devices.find(new DeviceId(subject)).map(Device::name).orElse(subject)
        : subject;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static RefusedException none(String id) {
    return new RefusedException(Kind.NOT_FOUND, "没有规则 " + id, "there is no rule " + id);
  }

  /** Mistakes as the API tells them. */
  static RefusedException refused(RulesRefusedException mistakes) {
    return RefusedException.invalid(
        mistakes.problems().stream().map(RulesController::problem).toList());
  }

  private static FieldProblem problem(Problem problem) {
    String place = "%s:%d:%d".formatted(problem.file(), problem.line(), problem.column());
    String text =
        problem.hint().isEmpty() ? problem.text() : problem.text() + " - " + problem.hint();
    String rule = problem.rule().isEmpty() ? "" : problem.rule() + ": ";
    return new FieldProblem(place, rule + text, rule + text);
  }
}
