package io.fengsui.adapter.gb26875;

import java.util.List;

/** The bits of an operation record (clauses 8.2.6 and 8.2.9), lowest first, as occurrences. */
final class Operations {

  static final int MANUAL_ALARM = 1 << 2;

  /** Of a transmitter alone: the guard pressed the button after {@code check-duty}. */
  static final int DUTY_ANSWERED = 1 << 5;

  private static final int RESET = 1;
  private static final int ALARM_CLEARED = 1 << 3;

  static final List<String> OF_SYSTEM =
      List.of(
          "panel.reset",
          "panel.mute",
          "manual.alarm",
          "alarm.cleared",
          "panel.self-test",
          "panel.confirm",
          "panel.test");

  static final List<String> OF_TRANSMITTER =
      List.of(
          "panel.reset",
          "panel.mute",
          "manual.alarm",
          "alarm.cleared",
          "panel.self-test",
          "duty.answered",
          "panel.test");

  private Operations() {}

  /** Whether it ends the alarms of the whole part. */
  static boolean bringsDown(int flags) {
    return (flags & (RESET | ALARM_CLEARED)) != 0;
  }
}
