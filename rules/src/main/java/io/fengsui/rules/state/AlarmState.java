package io.fengsui.rules.state;

/** Where the alarm of one rule for one subject stands. Times in nanoseconds since 1970. */
public sealed interface AlarmState {

  /** Nothing is the matter; every alarm begins so. */
  record Quiet() implements AlarmState {
    public static final Quiet QUIET = new Quiet();
  }

  /**
   * Some levels hold, but none long enough yet.
   *
   * @param since never empty
   */
  record Pending(Since since) implements AlarmState {}

  /** The alarm is up. */
  sealed interface Up extends AlarmState {

    /** Since when the condition held; names the incident. */
    long began();

    /** How far up the ladder it is; never falls. */
    int level();

    /** Whether it went up so often of late that it stays up for longer. */
    boolean flapping();
  }

  /**
   * The alarm is up.
   *
   * @param since graver levels that hold, but not long enough yet
   */
  record Firing(long began, int level, boolean flapping, Since since) implements Up {}

  /**
   * The alarm is up although the condition is over, so that it does not flap.
   *
   * @param over when the condition was over
   */
  record Fading(long began, int level, boolean flapping, long over) implements Up {}

  /**
   * The levels that held when last that was known, in bits: for them the clear level counts, not
   * the level.
   */
  default int holding() {
    return switch (this) {
      case Quiet _, Fading _ -> 0;
      case Pending pending -> pending.since().levels();
      case Firing firing -> (2 << firing.level()) - 1 | firing.since().levels();
    };
  }
}
