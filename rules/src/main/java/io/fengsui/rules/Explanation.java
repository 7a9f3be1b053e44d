package io.fengsui.rules;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule is quiet, waiting or up for a subject.
 *
 * @param rule its id
 * @param at the engine's time
 * @param standing where its alarm stands
 * @param since when it came to stand there; empty while quiet
 * @param severity of the alarm that is up
 * @param movesAt when it will move if nothing is heard until then; empty if never
 * @param levels the condition of each level, the least grave first
 */
public record Explanation(
    String rule,
    String subject,
    Instant at,
    Standing standing,
    Optional<Instant> since,
    Optional<Severity> severity,
    Optional<Instant> movesAt,
    List<Part> levels) {

  /** Where an alarm stands. */
  public enum Standing {
    QUIET,
    PENDING,
    UP,
    FADING
  }

  /**
   * A condition, or a part of one.
   *
   * @param of what is looked at; null for a guard and for a device of a place
   * @param text as a rule file would say it, without units
   * @param verdict null if it is unknown
   * @param value what it compares; null if it is unknown or compares nothing
   * @param heardAt when that was heard
   * @param missing what must be heard before it is known; empty if nothing
   * @param turnsAt when time alone turns it
   */
  public record Part(
      @Nullable Condition of,
      String text,
      @Nullable Boolean verdict,
      @Nullable Object value,
      @Nullable Instant heardAt,
      String missing,
      @Nullable Instant turnsAt,
      List<Part> parts) {
    public Part {
      parts = List.copyOf(parts);
    }
  }

  public Explanation {
    levels = List.copyOf(levels);
  }
}
