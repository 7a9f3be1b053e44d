package io.fengsui.rules;

import io.fengsui.rules.definition.Rule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** An alarm went up or came down. For one rule and subject the two take turns. */
public sealed interface Change {

  /** The rule as it was when the alarm went up. */
  Rule rule();

  Subject subject();

  /** When the condition began to hold; the same in both changes of an incident. */
  Instant began();

  /** When this change happened; never before {@link #began()}. */
  Instant at();

  /**
   * The latest readings that the condition looked at, the newest (the trigger) first; none if the
   * rule is gone.
   */
  List<Evidence> evidence();

  /**
   * Names the incident: 32 hex digits made of rule id, subject id and {@link #began()}. Running the
   * same input again gives the same name.
   */
  default String incident() {
    return incident(rule(), subject(), began());
  }

  /** See {@link #incident()}. */
  static String incident(Rule rule, Subject subject, Instant began) {
    String name =
        rule.id() + '\n' + subject.id() + '\n' + began.getEpochSecond() + '\n' + began.getNano();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The condition has held for the rule's {@code holdFor}. */
  record Raised(Rule rule, Subject subject, Instant began, Instant at, List<Evidence> evidence)
      implements Change {
    public Raised {
      evidence = List.copyOf(evidence);
    }
  }

  /** The alarm is over; {@code reason} says why. */
  record Cleared(
      Rule rule, Subject subject, Instant began, Instant at, List<Evidence> evidence, Reason reason)
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
