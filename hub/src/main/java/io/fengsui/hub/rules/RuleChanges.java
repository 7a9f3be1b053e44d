package io.fengsui.hub.rules;

import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes the rules that run, one change at a time: a set with a mistake changes nothing, one
 * without is a version in the database, with author, reason and audit row, before any lane runs by
 * it. Thread-safe; blocks for the database.
 */
@Component
public class RuleChanges {
  private static final int MAX_REASON = 200;
  private static final Duration TAKEOVER = Duration.ofSeconds(5);

  private final RulesStage stage;
  private final RuleSetTable table;
  private final AuditLog audit;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final ReentrantLock changing = new ReentrantLock();

  RuleChanges(
      RulesStage stage,
      RuleSetTable table,
      AuditLog audit,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.stage = stage;
    this.table = table;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Writes own files, all or none.
   *
   * @param texts by file name; empty takes a file out
   * @throws RulesRefusedException with all mistakes
   */
  public RulePlan write(Map<String, Optional<String>> texts, RuleOrder order) {
    OwnFiles.check(texts);
    return change(
        "files",
        String.join(" ", texts.keySet()),
        order,
        edits -> OwnFiles.within(edits.with(texts)));
  }

  /** Arms a rule, or puts it in shadow. */
  public RulePlan mode(String rule, RuleMode mode, RuleOrder order) {
    if (stage.set().find(rule).isEmpty()) {
      throw noRule(rule);
    }
    return change("mode", rule + " " + mode.key(), order, edits -> edits.with(rule, mode));
  }

  /** Switches a pack on or off. */
  public RulePlan pack(String pack, boolean enabled, RuleOrder order) {
    if (!stage.shipped().packs().containsKey(pack)) {
      throw new RefusedException(Kind.NOT_FOUND, "没有规则包 " + pack, "there is no rule pack " + pack);
    }
    String what = pack + (enabled ? " on" : " off");
    return change("packs", what, order, edits -> edits.with(pack, enabled));
  }

  /**
   * Makes an earlier version the next one.
   *
   * @param version 0 for the rules as nobody had changed them
   */
  public RulePlan rollback(int version, RuleOrder order) {
    RuleEdits then = version == 0 ? RuleEdits.NONE : version(version).edits();
    return change("rollback", "to version " + version, order, _ -> then);
  }

  /** Reads the files on disk again; what people changed stays. */
  public RulePlan reload(Actor by) {
    changing.lock();
    try {
      RuleSet before = stage.set();
      RuleSet next = stage.read(edits()).as(number());
      RuleDifference difference = RuleDifference.between(before.rules(), next.rules());
      List<RulePlan.Up> clears = clears(difference);
      if (!difference.isNothing()) {
        transactions.executeWithoutResult(
            status -> audit.add(by, "rule.reload", "rules", facts(difference)));
      }
      stage.run(next);
      return plan(next, false, difference, clears);
    } finally {
      changing.unlock();
    }
  }

  /** The versions, the latest first. */
  public List<RuleSetVersion> versions(int page, int size) {
    return table.list(page, size);
  }

  /** How many versions there are. */
  public long versions() {
    return table.count();
  }

  /**
   * A version that must exist.
   *
   * @throws RefusedException if it does not
   */
  public RuleSetVersion version(int version) {
    return table
        .find(version)
        .orElseThrow(
            () ->
                new RefusedException(
                    Kind.NOT_FOUND,
                    "没有规则版本 " + version,
                    "there is no version " + version + " of the rules"));
  }

  static RefusedException noRule(String rule) {
    return new RefusedException(Kind.NOT_FOUND, "没有规则 " + rule, "there is no rule " + rule);
  }

  private RulePlan change(
      String change, String what, RuleOrder order, UnaryOperator<RuleEdits> edit) {
    changing.lock();
    try {
      requireBase(order);
      RuleSet before = stage.set();
      RuleEdits was = edits();
      RuleSet next = stage.read(edit.apply(was));
      RuleDifference difference = RuleDifference.between(before.rules(), next.rules());
      List<RulePlan.Up> clears = clears(difference);
      if (order.dryRun()) {
        return plan(next.as(number()), true, difference, clears);
      }
      if (next.edits().equals(was) && difference.isNothing()) {
        throw new RefusedException(
            Kind.CONFLICT, "规则已经如此，没有改动", "the rules are like this already; nothing was changed");
      }
      RuleSet made = next.as(keep(change, what, next.edits(), order, difference));
      stage.run(made);
      return plan(made, false, difference, clears);
    } finally {
      changing.unlock();
    }
  }

  private int keep(
      String change, String what, RuleEdits edits, RuleOrder order, RuleDifference difference) {
    requireReason(order.reason());
    Integer number =
        transactions.execute(
            status -> {
              int version = table.next();
              table.activate(
                  new RuleSetVersion(
                      version,
                      clock.instant().truncatedTo(ChronoUnit.MICROS),
                      order.by().name(),
                      order.reason(),
                      change,
                      edits,
                      true));
              Map<String, Object> facts = facts(difference);
              facts.put("what", what);
              facts.put("reason", order.reason());
              audit.add(order.by(), "rule." + change, "version " + version, facts);
              return version;
            });
    return number == null ? 0 : number;
  }

  private static Map<String, Object> facts(RuleDifference difference) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("added", String.join(" ", difference.added()));
    facts.put("removed", String.join(" ", difference.removed()));
    facts.put("changed", String.join(" ", difference.changed()));
    facts.put("reworded", String.join(" ", difference.reworded()));
    return facts;
  }

  private RulePlan plan(
      RuleSet set, boolean dryRun, RuleDifference difference, List<RulePlan.Up> clears) {
    return new RulePlan(
        set.version(),
        dryRun,
        !dryRun && awaitTakeover(),
        set.rules().size(),
        difference,
        clears.subList(0, Math.min(clears.size(), RulePlan.MOST)),
        clears.size(),
        set.warnings());
  }

  /** Waits a moment: each answer of the lanes comes after they went on a little. */
  private boolean awaitTakeover() {
    long end = System.nanoTime() + TAKEOVER.toNanos();
    try {
      while (!stage.isTakenOver() && System.nanoTime() < end) {
        stage.ask(LaneEngine::rules);
      }
    } catch (RefusedException e) {
      return false; // a lane is busy; it takes over when it can
    }
    return stage.isTakenOver();
  }

  private List<RulePlan.Up> clears(RuleDifference difference) {
    if (difference.removed().isEmpty() && difference.changed().isEmpty()) {
      return List.of();
    }
    return stage
        .ask(
            lane ->
                lane.engine().firing().stream()
                    .filter(up -> !up.rule().shadow() && difference.clears(up.rule().id()))
                    .map(up -> new RulePlan.Up(up.rule().id(), up.subject()))
                    .toList())
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private RuleEdits edits() {
    return table.active().map(RuleSetVersion::edits).orElse(RuleEdits.NONE);
  }

  private int number() {
    return table.active().map(RuleSetVersion::version).orElse(0);
  }

  private void requireBase(RuleOrder order) {
    Integer base = order.basedOn();
    int now = number();
    if (base != null && base != now) {
      throw new RefusedException(
              Kind.CONFLICT,
              "规则已被改为版本 %d，您的修改基于版本 %d".formatted(now, base),
              "the rules are at version %d by now; this change was made from version %d"
                  .formatted(now, base))
          .hint("请查看新版本后再改", "Look at the new version and make the change again");
    }
  }

  private static void requireReason(String reason) {
    if (reason.isEmpty() || reason.length() > MAX_REASON) {
      throw RefusedException.invalid(
          List.of(
              new FieldProblem(
                  "reason", "请填写原因，最长 200 个字符", "say why, in at most 200 characters")));
    }
  }
}
