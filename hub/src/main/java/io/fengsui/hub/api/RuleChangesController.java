package io.fengsui.hub.api;

import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.rules.RuleChanges;
import io.fengsui.hub.rules.RuleMode;
import io.fengsui.hub.rules.RuleOrder;
import io.fengsui.hub.rules.RulePlan;
import io.fengsui.hub.rules.RulesRefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Changes of the rules: each has a reason, and is a version that one can go back to. */
@RestController
@RequestMapping("/api/rules")
@PreAuthorize("hasRole('ADMIN')")
class RuleChangesController {
  private final RuleChanges changes;

  RuleChangesController(RuleChanges changes) {
    this.changes = changes;
  }

  /**
   * Several files at once, all or none.
   *
   * @param files text by name; null takes the file out
   * @param basedOn the version that the change was made from; refused if it is no longer in force
   */
  record FilesRequest(
      @Nullable Map<String, @Nullable String> files,
      @Nullable String reason,
      @Nullable Boolean dryRun,
      @Nullable Integer basedOn) {}

  /**
   * One file.
   *
   * @param text empty takes the file out
   */
  record FileRequest(
      @Nullable String text,
      @Nullable String reason,
      @Nullable Boolean dryRun,
      @Nullable Integer basedOn) {}

  /**
   * Which version to go back to; 0 for the rules as nobody had changed them.
   *
   * @param version must be there
   */
  record RollbackRequest(
      @Nullable Integer version, @Nullable String reason, @Nullable Boolean dryRun) {}

  /**
   * How a rule is to be.
   *
   * @param mode armed or shadow
   */
  record ModeRequest(@Nullable String mode, @Nullable String reason, @Nullable Boolean dryRun) {}

  /** Whether a pack is to be run. */
  record PackRequest(
      @Nullable Boolean enabled, @Nullable String reason, @Nullable Boolean dryRun) {}

  @PostMapping("/apply")
  RulePlan apply(@RequestBody FilesRequest request, Actor actor) {
    Map<String, Optional<String>> texts = new LinkedHashMap<>();
    Objects.requireNonNullElse(request.files(), Map.<String, @Nullable String>of())
        .forEach((name, text) -> texts.put(name, Optional.ofNullable(text)));
    RuleOrder order = order(request.reason(), request.dryRun(), request.basedOn(), actor);
    return told(() -> changes.write(texts, order));
  }

  @PutMapping("/files/{name}")
  RulePlan put(@PathVariable String name, @RequestBody FileRequest request, Actor actor) {
    Optional<String> text = Optional.ofNullable(request.text()).filter(each -> !each.isBlank());
    RuleOrder order = order(request.reason(), request.dryRun(), request.basedOn(), actor);
    return told(() -> changes.write(Map.of(name, text), order));
  }

  @PostMapping("/rollback")
  RulePlan rollback(@RequestBody RollbackRequest request, Actor actor) {
    Integer version = request.version();
    if (version == null) {
      throw RefusedException.invalid(
          List.of(new FieldProblem("version", "请给出版本号", "say which version")));
    }
    return told(
        () -> changes.rollback(version, order(request.reason(), request.dryRun(), null, actor)));
  }

  @PostMapping("/{id}/mode")
  RulePlan mode(@PathVariable String id, @RequestBody ModeRequest request, Actor actor) {
    RuleMode mode =
        Words.read("mode", Objects.requireNonNullElse(request.mode(), ""), RuleMode::of);
    return told(
        () -> changes.mode(id, mode, order(request.reason(), request.dryRun(), null, actor)));
  }

  @PostMapping("/packs/{name}")
  RulePlan pack(@PathVariable String name, @RequestBody PackRequest request, Actor actor) {
    boolean enabled = !Boolean.FALSE.equals(request.enabled());
    return told(
        () -> changes.pack(name, enabled, order(request.reason(), request.dryRun(), null, actor)));
  }

  /** Reads the rule files on disk again; with a mistake in them, the running rules stay. */
  @PostMapping("/reload")
  RulePlan reload(Actor actor) {
    return told(() -> changes.reload(actor));
  }

  private static RuleOrder order(
      @Nullable String reason, @Nullable Boolean dryRun, @Nullable Integer basedOn, Actor actor) {
    return new RuleOrder(
        Objects.requireNonNullElse(reason, ""), Boolean.TRUE.equals(dryRun), basedOn, actor);
  }

  private static RulePlan told(Supplier<RulePlan> change) {
    try {
      return change.get();
    } catch (RulesRefusedException e) {
      throw RulesController.refused(e);
    }
  }
}
