package io.fengsui.hub.api;

import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import io.fengsui.hub.store.History;
import io.fengsui.hub.store.HistoryStore;
import io.fengsui.hub.store.Span;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the requests for history have in common. */
@Component
class HistoryRequests {

  private static final Duration USUAL = Duration.ofHours(24);

  private final History history;
  private final InstantSource clock;

  HistoryRequests(History history, InstantSource clock) {
    this.history = history;
    this.clock = clock;
  }

  /** A question to the store. */
  @FunctionalInterface
  interface Question<T> {
    T ask(HistoryStore store) throws IOException;
  }

  /** Where readings are kept. */
  HistoryStore store() {
    return history
        .store()
        .orElseThrow(
            () ->
                new RefusedException(Kind.CONFLICT, "历史数据已关闭", "the history is switched off")
                    .hint(
                        "设置 fengsui.history.store 为 embedded 或 influx",
                        "set fengsui.history.store to embedded or influx"));
  }

  <T> T ask(Question<T> question) {
    try {
      return question.ask(store());
    } catch (IOException e) {
      throw new RefusedException(
          Kind.UNAVAILABLE, "历史数据暂不可用：" + e.getMessage(), "the history is away: " + e.getMessage());
    }
  }

  /** The last 24 hours if nothing else is said. */
  Span span(@Nullable Instant from, @Nullable Instant to) {
    Instant end = to == null ? clock.instant() : to;
    Instant begin = from == null ? end.minus(USUAL) : from;
    if (!begin.isBefore(end)) {
      throw RefusedException.invalid(
          List.of(new FieldProblem("from", "from 应早于 to", "from must be before to")));
    }
    return new Span(begin, end);
  }
}
