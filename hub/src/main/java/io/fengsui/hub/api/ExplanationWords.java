package io.fengsui.hub.api;

import io.fengsui.hub.problem.Sentence;
import io.fengsui.rules.Explanation;
import io.fengsui.rules.Explanation.Part;
import io.fengsui.rules.definition.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a rule is quiet, waiting or up, in words: first the reason, then all that it looks at. */
final class ExplanationWords {
  private final Explanation explanation;
  private final ConditionWords words;

  private ExplanationWords(Explanation explanation) {
    this.explanation = explanation;
    this.words = new ConditionWords(explanation.at());
  }

  /**
   * The sentences.
   *
   * @param severities of the rule's levels, the least grave first
   */
  static List<Sentence> of(Explanation explanation, List<Severity> severities) {
    var told = new ExplanationWords(explanation);
    List<Sentence> sentences = new ArrayList<>();
    sentences.add(told.reason());
    for (int level = 0; level < explanation.levels().size(); level++) {
      if (explanation.levels().size() > 1 && level < severities.size()) {
        String severity = severities.get(level).name();
        sentences.add(new Sentence("级别 " + severity + "：", "level " + severity + ":"));
      }
      told.add(explanation.levels().get(level), sentences);
    }
    return sentences;
  }

  private void add(Part part, List<Sentence> to) {
    words
        .of(part)
        .ifPresent(
            sentence -> {
              String mark = part.verdict() == null ? "?" : part.verdict() ? "✓" : "✗";
              to.add(new Sentence(mark + " " + sentence.zh(), mark + " " + sentence.en()));
            });
    part.parts().forEach(each -> add(each, to));
  }

  private Sentence reason() {
    Sentence state = state();
    return telling(explanation.levels())
        .flatMap(words::of)
        .map(why -> new Sentence(state.zh() + "：" + why.zh(), state.en() + ": " + why.en()))
        .map(this::withNext)
        .orElseGet(() -> withNext(state));
  }

  private Sentence state() {
    Optional<Sentence> passed =
        explanation.since().map(since -> SpanWords.between(since, explanation.at()));
    String zh = passed.map(span -> " " + span.zh()).orElse("");
    String en = passed.map(span -> " for " + span.en()).orElse("");
    String grave = explanation.severity().map(severity -> " (" + severity + ")").orElse("");
    return switch (explanation.standing()) {
      case QUIET -> new Sentence("平静", "quiet");
      case PENDING -> new Sentence("等待" + zh, "waiting" + en);
      case UP -> new Sentence("报警中" + grave + zh, "up" + grave + en);
      case FADING -> new Sentence("已恢复" + zh + "，保持报警", "over" + en + ", kept up" + grave);
    };
  }

  private Sentence withNext(Sentence sentence) {
    Optional<Instant> moves = explanation.movesAt();
    if (moves.isEmpty()) {
      return sentence;
    }
    Sentence span = SpanWords.between(explanation.at(), moves.get());
    return switch (explanation.standing()) {
      case QUIET ->
          new Sentence(
              sentence.zh() + "；若无新消息，" + span.zh() + "后可能变化",
              sentence.en() + "; may move in " + span.en() + " if nothing is heard");
      case PENDING ->
          new Sentence(
              sentence.zh() + "；" + span.zh() + "后报警", sentence.en() + "; goes up in " + span.en());
      case UP ->
          new Sentence(
              sentence.zh() + "；" + span.zh() + "后可能变化",
              sentence.en() + "; may move in " + span.en());
      case FADING ->
          new Sentence(
              sentence.zh() + "；" + span.zh() + "后解除",
              sentence.en() + "; comes down in " + span.en());
    };
  }

  /** What makes it stand so: what holds if it waits or is up, else what is unknown, else not. */
  private Optional<Part> telling(List<Part> parts) {
    return switch (explanation.standing()) {
      case PENDING, UP -> find(parts, true);
      case FADING -> find(parts, false);
      case QUIET -> find(parts, null).or(() -> find(parts, false));
    };
  }

  private Optional<Part> find(List<Part> parts, @Nullable Boolean verdict) {
    for (Part part : parts) {
      Optional<Part> inside = find(part.parts(), verdict);
      if (inside.isPresent()) {
        return inside;
      }
      if (Objects.equals(part.verdict(), verdict) && words.of(part).isPresent()) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }
}
