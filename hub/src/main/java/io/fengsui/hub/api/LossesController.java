package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.ledger.LedgerLog;
import io.fengsui.hub.ledger.LossCount;
import io.fengsui.hub.ledger.LossReason;
import io.fengsui.hub.ledger.Losses;
import io.fengsui.hub.ledger.Replay;
import io.fengsui.hub.ledger.ReplayResult;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import io.fengsui.hub.problem.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The loss ledger: what was lost, and its replay. */
@RestController
@RequestMapping("/api/losses")
@PreAuthorize("hasAnyRole('OPERATOR', 'INSTALLER')")
class LossesController {

  private final Losses losses;
  private final LedgerLog log;
  private final Replay replay;

  LossesController(Losses losses, LedgerLog log, Replay replay) {
    this.losses = losses;
    this.log = log;
    this.replay = replay;
  }

  /**
   * One page of the ledger.
   *
   * @param counts of all losses ever, by link and reason, whatever was asked for
   * @param dropped losses that were counted and are not in the ledger, since the hub started
   */
  record LossPage(
      List<LossView> items, int page, int size, long total, List<CountView> counts, long dropped) {}

  /** How often something was lost. */
  record CountView(String link, String reason, long count, Instant firstAt, Instant lastAt) {
    static CountView of(LossCount count) {
      return new CountView(
          count.link(), count.reason().key(), count.count(), count.firstAt(), count.lastAt());
    }
  }

  /** Which entries; what is left out means any. */
  record Which(@Nullable String device, @Nullable String link, @Nullable String reason) {}

  /** What to replay: either entries by their numbers, or the oldest of those that fit. */
  record ReplayRequest(
      @Nullable List<Long> ids, @Nullable Which filter, @Nullable Boolean dryRun) {}

  /**
   * What became of each, or would.
   *
   * @param left how many more fit the filter
   */
  record ReplayView(boolean dryRun, List<ResultView> results, long left) {}

  /** What became of one entry. */
  record ResultView(long id, String outcome, Sentence what, List<SaidView> messages) {
    static ResultView of(ReplayResult result) {
      List<SaidView> messages = result.messages().stream().map(SaidView::of).toList();
      return new ResultView(result.id(), result.outcome().key(), result.what(), messages);
    }
  }

  /** A message that goes to the bus. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SaidView(String device, String lane, String kind, Instant observedAt) {
    static SaidView of(ReplayResult.Said said) {
      return new SaidView(said.device(), said.lane().key(), said.kind(), said.observedAt());
    }
  }

  /**
   * The latest first.
   *
   * @param reason one of the keys of {@link LossReason}; empty for any
   * @param open {@code true} for those that can be replayed, {@code false} for the others
   */
  @GetMapping
  LossPage list(
      @RequestParam(defaultValue = "") String device,
      @RequestParam(defaultValue = "") String link,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(required = false) @Nullable Boolean open,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    var filter = new LedgerLog.Filter(device, link, reason(reason), open);
    int number = Page.number(page);
    int most = Page.size(size);
    return new LossPage(
        log.list(filter, number, most).stream().map(LossView::line).toList(),
        number,
        most,
        log.count(filter),
        losses.ofLinks().stream().map(CountView::of).toList(),
        losses.dropped());
  }

  @GetMapping("/{id}")
  LossView show(@PathVariable long id) {
    return log.find(id)
        .map(LossView::whole)
        .orElseThrow(
            () ->
                new RefusedException(
                    Kind.NOT_FOUND,
                    "账本中没有条目 %d。".formatted(id),
                    "There is no entry %d in the ledger.".formatted(id)));
  }

  @PostMapping("/replay")
  @PreAuthorize("hasRole('OPERATOR')")
  ReplayView replay(@RequestBody ReplayRequest request, Actor actor) {
    boolean dryRun = Boolean.TRUE.equals(request.dryRun());
    List<Long> ids = request.ids();
    Which which = request.filter();
    if ((ids == null) == (which == null)) {
      throw RefusedException.invalid(
          List.of(new FieldProblem("ids", "请给出 ids 或 filter，二者选一", "give either ids or a filter")));
    }
    if (ids != null && ids.size() > Replay.MOST) {
      throw RefusedException.invalid(
          List.of(
              new FieldProblem(
                  "ids",
                  "一次最多重放 " + Replay.MOST + " 条",
                  "replay at most " + Replay.MOST + " at once")));
    }
    long left = 0;
    if (which != null) {
      var filter = filter(which);
      ids = log.ids(filter, Replay.MOST);
      left = log.count(filter) - ids.size();
    }
    List<Long> chosen = Objects.requireNonNull(ids);
    List<ReplayResult> results = dryRun ? replay.rehearse(chosen) : replay.run(chosen, actor);
    return new ReplayView(dryRun, results.stream().map(ResultView::of).toList(), Math.max(0, left));
  }

  private static LedgerLog.Filter filter(Which which) {
    return new LedgerLog.Filter(
        Objects.requireNonNullElse(which.device(), ""),
        Objects.requireNonNullElse(which.link(), ""),
        reason(Objects.requireNonNullElse(which.reason(), "")),
        true);
  }

  private static @Nullable LossReason reason(String key) {
    return key.isEmpty() ? null : Words.read("reason", key, LossReason::ofKey);
  }
}
