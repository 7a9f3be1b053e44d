package io.fengsui.hub.event;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that rules found. Times are engine time, so the same readings give equal alarms however
 * often they are evaluated.
 */
public sealed interface Alarm {

  /** So begins what stands for a rule where the hub itself finds something. */
  String OF_HUB = "hub.";

  /** Id of the rule, or what the hub found. */
  String rule();

  /** Id of the device, or the name of a place such as {@code building:330106001/3}. */
  String subject();

  /**
   * Names the occurrence: the same for a {@link Raised}, its {@link Escalated} and its {@link
   * Cleared}, and the same again in a replay. 16 to 62 characters of {@code 0-9 a-z}.
   */
  String occurrence();

  /** When this change came about. */
  Instant at();

  /** The readings that speak for it. */
  List<Evidence> evidence();

  /**
   * The condition was met.
   *
   * @param advice what the officer does
   * @param category code in {@link GovernanceEvent#CATEGORY_SCHEME}
   * @param makesTask whether an officer must act
   * @param secondary it only follows another alarm: it sounds because its neighbour does
   * @param parent id of the gateway, recorder or loop that the device hangs on; null if none
   * @param circumstances what it counts for
   */
  record Raised(
      String occurrence,
      String rule,
      String subject,
      String subjectName,
      Scene place,
      Label title,
      Label advice,
      String category,
      Severity severity,
      boolean makesTask,
      boolean secondary,
      @Nullable String parent,
      Instant at,
      List<Evidence> evidence,
      Circumstances circumstances)
      implements Alarm {
    public Raised {
      evidence = List.copyOf(evidence);
    }

    /** One that counts as it is. */
    public Raised(
        String occurrence,
        String rule,
        String subject,
        String subjectName,
        Scene place,
        Label title,
        Label advice,
        String category,
        Severity severity,
        boolean makesTask,
        boolean secondary,
        @Nullable String parent,
        Instant at,
        List<Evidence> evidence) {
      this(
          occurrence,
          rule,
          subject,
          subjectName,
          place,
          title,
          advice,
          category,
          severity,
          makesTask,
          secondary,
          parent,
          at,
          evidence,
          Circumstances.PLAIN);
    }
  }

  /**
   * An earlier {@link Raised} became graver. The same occurrence reaches a severity once.
   *
   * @param severity what it is now
   * @param makesTask whether an officer must act, at this severity
   */
  record Escalated(
      String occurrence,
      String rule,
      String subject,
      Severity severity,
      boolean makesTask,
      Instant at,
      List<Evidence> evidence)
      implements Alarm {
    public Escalated {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * An earlier {@link Raised} that was put aside, by a test, a bypass or because it was folded
   * under another one, counts from now on: its condition outlived what it was put aside for. Does
   * nothing to one that is over or counts already.
   */
  record Stands(String occurrence, String rule, String subject, Instant at) implements Alarm {

    @Override
    public List<Evidence> evidence() {
      return List.of();
    }
  }

  /** An earlier {@link Raised} is over. */
  record Cleared(
      String occurrence, String rule, String subject, Instant at, List<Evidence> evidence, Why why)
      implements Alarm {
    public Cleared {
      evidence = List.copyOf(evidence);
    }

    /** Why it is over. */
    public enum Why {
      /** The condition no longer holds. */
      OVER,
      /** The rule was changed or removed. */
      RULE_CHANGED,
      /** The device was retired, or is of another type now. */
      DEVICE_GONE,
      /** Found after a restart: the rules of today, over the same messages, do not raise it. */
      NO_LONGER_RAISED;

      /** As the reason in the event's history; null for the usual one. */
      public @Nullable String key() {
        return this == OVER ? null : name().toLowerCase(Locale.ROOT).replace('_', '-');
      }
    }
  }
}
