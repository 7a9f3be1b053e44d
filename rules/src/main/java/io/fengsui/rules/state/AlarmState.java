package io.fengsui.rules.state;

import java.time.Instant;

/** Where the alarm of one rule for one subject stands. */
public sealed interface AlarmState {

  /** Nothing is the matter; every alarm begins so. */
  record Quiet() implements AlarmState {
    public static final Quiet QUIET = new Quiet();
  }

  /** The condition holds, but not long enough yet. */
  record Pending(Instant since) implements AlarmState {}

  /**
   * The alarm is up.
   *
   * @param began since when the condition held; names the incident
   */
  record Firing(Instant began) implements AlarmState {}

  /**
   * The alarm is up although the condition is over, so that it does not flap.
   *
   * @param since when the condition was over
   */
  record Fading(Instant began, Instant since) implements AlarmState {}

  /** Whether the condition held when last it was known: its clear level counts, not its level. */
  default boolean holding() {
    return switch (this) {
      case Quiet _, Fading _ -> false;
      case Pending _, Firing _ -> true;
    };
  }
}
