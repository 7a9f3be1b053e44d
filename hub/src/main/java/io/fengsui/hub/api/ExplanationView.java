package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fengsui.hub.problem.Sentence;
import io.fengsui.rules.Explanation;
import io.fengsui.rules.definition.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule is quiet, waiting or up for a device or place.
 *
 * @param at the time of the rules, a moment ago unless they have to catch up
 * @param standing quiet, pending, up or fading
 * @param since when it came to stand there
 * @param movesAt when it moves if nothing is heard until then
 * @param levels the condition of each level, the least grave first
 * @param sentences the same in words, the reason first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExplanationView(
    String rule,
    String subject,
    Instant at,
    String standing,
    @Nullable Instant since,
    @Nullable String severity,
    @Nullable Instant movesAt,
    List<PartView> levels,
    List<Sentence> sentences) {

  /**
   * A condition, or a part of one.
   *
   * @param verdict true, false, or left out while unknown
   * @param missing what must be heard before it is known
   * @param turnsAt when time alone turns it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PartView(
      String text,
      @Nullable Boolean verdict,
      @Nullable Object value,
      @Nullable Instant heardAt,
      String missing,
      @Nullable Instant turnsAt,
      List<PartView> parts) {
    static PartView of(Explanation.Part part) {
      return new PartView(
          part.text(),
          part.verdict(),
          part.value(),
          part.heardAt(),
          part.missing(),
          part.turnsAt(),
          part.parts().stream().map(PartView::of).toList());
    }
  }

  static ExplanationView of(Explanation told, Rule rule) {
    return new ExplanationView(
        told.rule(),
        told.subject(),
        told.at(),
        told.standing().name().toLowerCase(Locale.ROOT),
        told.since().orElse(null),
        told.severity().map(Enum::name).orElse(null),
        told.movesAt().orElse(null),
        told.levels().stream().map(PartView::of).toList(),
        ExplanationWords.of(told, rule.levels().stream().map(level -> level.severity()).toList()));
  }
}
