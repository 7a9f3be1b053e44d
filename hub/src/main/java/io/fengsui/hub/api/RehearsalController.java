package io.fengsui.hub.api;

import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.rehearsal.Order;
import io.fengsui.hub.rehearsal.Rehearsal;
import io.fengsui.hub.rehearsal.Rehearsals;
import io.fengsui.hub.rules.RulesRefusedException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What rules would have done. */
@RestController
class RehearsalController {

  private static final Logger log = LoggerFactory.getLogger(RehearsalController.class);
  private static final int MOST_CHARACTERS = 5_000_000;

  private final Rehearsals rehearsals;
  private final AuditLog audit;
  private final TransactionTemplate transactions;

  RehearsalController(Rehearsals rehearsals, AuditLog audit, TransactionTemplate transactions) {
    this.rehearsals = rehearsals;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * What to rehearse.
   *
   * @param files texts of rule files, by name; together with what else runs
   * @param only leaves out what else runs
   * @param from seven days before {@code to} if left out
   * @param to now if left out
   */
  record Wanted(
      @Nullable Map<String, String> files,
      @Nullable Boolean only,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /**
   * Replays the past through the rules; tells in a JSON line about twice a second how it goes, and
   * in the last line what came of it. Ends when the caller goes away.
   */
  @PostMapping("/api/rules/rehearse")
  @PreAuthorize("hasAnyRole('OPERATOR', 'ADMIN')")
  void rehearse(
      @RequestBody Wanted wanted, Actor actor, Locale locale, HttpServletResponse response)
      throws IOException, InterruptedException {
    boolean only = Boolean.TRUE.equals(wanted.only());
    var order = new Order(actor.name(), files(wanted.files()), only, wanted.from(), wanted.to());
    try (Rehearsal rehearsal = rehearsals.begin(order)) {
      transactions.executeWithoutResult(_ -> note(actor, order));
      var lines = new RehearsalLines(response, locale);
      try {
        lines.outcome(rehearsal.run(lines));
      } catch (RefusedException e) {
        if (!response.isCommitted()) {
          throw e;
        }
        lines.failed(e);
      } catch (IOException e) {
        log.atInfo().addKeyValue("by", actor.name()).log("who rehearsed rules went away");
        throw e;
      }
    } catch (RulesRefusedException e) {
      throw RulesController.refused(e);
    }
  }

  private void note(Actor actor, Order order) {
    Map<String, Object> details = new TreeMap<>();
    details.put("only", order.only());
    details.put("from", String.valueOf(order.from()));
    details.put("to", String.valueOf(order.to()));
    String names = String.join(", ", order.files().keySet().stream().sorted().toList());
    audit.add(actor, "rule.rehearse", names, details);
  }

  private static Map<String, String> files(@Nullable Map<String, String> files) {
    if (files == null || files.isEmpty()) {
      throw RefusedException.invalid(
          List.of(new FieldProblem("files", "请给出至少一个规则文件", "give at least one rule file")));
    }
    long characters = files.values().stream().mapToLong(String::length).sum();
    if (characters > MOST_CHARACTERS) {
      throw RefusedException.invalid(
          List.of(
              new FieldProblem(
                  "files", "规则文件共超过 500 万字符", "the files have more than 5,000,000 characters")));
    }
    return files;
  }
}
