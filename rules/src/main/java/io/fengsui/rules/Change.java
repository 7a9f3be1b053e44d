package io.fengsui.rules;

import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alarm went up, became graver or came down. For one rule and subject {@link Raised} and {@link
 * Cleared} take turns, with any number of {@link Escalated} in between, each graver than the one
 * before.
 */
public sealed interface Change {

  /** The rule as it was when the alarm went up. */
  Rule rule();

  /** The device's id; for a rule per place, {@link Whereabouts#place}. */
  String subject();

  /** When the condition began to hold; the same in all changes of an incident. */
  Instant began();

  /** When this change happened; never before {@link #began()}. */
  Instant at();

  /**
   * The latest readings that the condition looked at, the newest (the trigger) first, at most 20;
   * none if the rule is gone.
   */
  List<Evidence> evidence();

  /** The same, brought about by readings that were observed at a time. */
  default Change observed(Instant then) {
    return this;
  }

  /**
   * Names the incident: 32 hex digits made of rule id, subject id and {@link #began()}. Running the
   * same input again gives the same name.
   */
  default String incident() {
    return incident(rule(), subject(), began());
  }

  /** See {@link #incident()}. */
  static String incident(Rule rule, String subject, Instant began) {
    String name =
        rule.id() + '\n' + subject + '\n' + began.getEpochSecond() + '\n' + began.getNano();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * A level's condition has held for its {@code holdFor}.
   *
   * @param severity of the gravest level that has
   * @param secondary it only follows another alarm, as the rule's {@code secondary} says
   * @param observedAt when the readings were observed that raised it, if they were older than what
   *     is known or may only raise (see {@link Taking}); null for most
   */
  record Raised(
      Rule rule,
      String subject,
      Instant began,
      Instant at,
      List<Evidence> evidence,
      Severity severity,
      boolean secondary,
      @Nullable Instant observedAt)
      implements Change {
    public Raised {
      evidence = List.copyOf(evidence);
    }

    /** One that readings of now raised. */
    public Raised(
        Rule rule,
        String subject,
        Instant began,
        Instant at,
        List<Evidence> evidence,
        Severity severity,
        boolean secondary) {
      this(rule, subject, began, at, evidence, severity, secondary, null);
    }

    @Override
    public Raised observed(Instant then) {
      return new Raised(rule, subject, began, at, evidence, severity, secondary, then);
    }
  }

  /**
   * The alarm is up, and a graver level's condition has held for its {@code holdFor}.
   *
   * @param severity what it is now
   */
  record Escalated(
      Rule rule,
      String subject,
      Instant began,
      Instant at,
      List<Evidence> evidence,
      Severity severity)
      implements Change {
    public Escalated {
      evidence = List.copyOf(evidence);
    }
  }

  /** The alarm is over; {@code reason} says why. */
  record Cleared(
      Rule rule, String subject, Instant began, Instant at, List<Evidence> evidence, Reason reason)
      implements Change {
    public Cleared {
      evidence = List.copyOf(evidence);
    }

    /** Why an alarm came down. */
    public enum Reason {
      /** The condition has been over for the rule's {@code keepFor}. */
      OVER,
      /** The rule was changed or removed while its alarm was up. */
      RULE_CHANGED,
      /** The subject was retired, or its type is no longer one the rule looks at. */
      SUBJECT_GONE
    }
  }
}
