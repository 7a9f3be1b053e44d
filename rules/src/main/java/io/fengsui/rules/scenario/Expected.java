package io.fengsui.rules.scenario;

import io.fengsui.rules.Change;
import io.fengsui.rules.definition.Severity;
import io.fengsui.rules.definition.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A change that must happen, or has happened; or one that must never.
 *
 * @param line where the expectation stands, from 1; 0 for what has happened
 * @param at after the start, in whole milliseconds; zero for {@link Kind#NEVER}
 * @param subject the device or place; empty for any
 * @param severity empty for any
 * @param secondary empty for either
 */
public record Expected(
    int line,
    Kind kind,
    Duration at,
    String rule,
    Optional<String> subject,
    Optional<Severity> severity,
    Optional<Boolean> secondary) {

  /** What becomes of an alarm. */
  public enum Kind {
    RAISED,
    ESCALATED,
    CLEARED,
    NEVER;

    /** As a file says it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What has happened. */
  static Expected of(Change change, Instant start) {
    Kind kind =
        switch (change) {
          case Change.Raised _ -> Kind.RAISED;
          case Change.Escalated _ -> Kind.ESCALATED;
          case Change.Cleared _ -> Kind.CLEARED;
        };
    Optional<Severity> severity =
        switch (change) {
          case Change.Raised raised -> Optional.of(raised.severity());
          case Change.Escalated escalated -> Optional.of(escalated.severity());
          case Change.Cleared _ -> Optional.empty();
        };
    return new Expected(
        0,
        kind,
        Duration.ofMillis(Duration.between(start, change.at()).toMillis()),
        change.rule().id(),
        Optional.of(change.subject()),
        severity,
        change instanceof Change.Raised raised && raised.secondary()
            ? Optional.of(true)
            : Optional.empty());
  }

  /** Whether what has happened is what this expects. */
  boolean isMetBy(Expected happened) {
    return kind == happened.kind
        && at.equals(happened.at)
        && concerns(happened)
        && severity.map(wanted -> happened.severity.equals(Optional.of(wanted))).orElse(true)
        && secondary.map(wanted -> wanted.equals(happened.secondary.orElse(false))).orElse(true);
  }

  /** Whether it happened although this forbids it. */
  boolean isBrokenBy(Expected happened) {
    return kind == Kind.NEVER && happened.kind == Kind.RAISED && concerns(happened);
  }

  private boolean concerns(Expected happened) {
    return rule.equals(happened.rule) && (subject.isEmpty() || subject.equals(happened.subject));
  }

  /** As a file says it: <code>{ at: 1m30s, raised: smoke, device: sd-1, severity: I }</code>. */
  @Override
  public String toString() {
    var text = new StringBuilder("{ ");
    if (kind != Kind.NEVER) {
      text.append("at: ").append(Spans.text(at)).append(", ");
    }
    text.append(kind.key()).append(": ").append(rule);
    subject.ifPresent(id -> text.append(id.contains(":") ? ", place: " : ", device: ").append(id));
    severity.ifPresent(grade -> text.append(", severity: ").append(grade));
    secondary.ifPresent(mark -> text.append(", secondary: ").append(mark));
    return text.append(" }").toString();
  }
}
