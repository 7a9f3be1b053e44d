package io.fengsui.hub.event;

import java.time.Instant;
import java.util.List;

/** Alarms for tests. */
public final class Alarms {
  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private Alarms() {}

  /** Smoke, which makes a task, at so many seconds after noon. */
  public static Alarm.Raised smoke(String device, int second) {
    return raised("smoke", device, second, true);
  }

  /** Silence, which makes none. */
  public static Alarm.Raised silence(String device, int second) {
    return raised("silence", device, second, false);
  }

  /** The end of an alarm. */
  public static Alarm.Cleared over(Alarm.Raised alarm, int second) {
    return new Alarm.Cleared(
        alarm.occurrence(),
        alarm.rule(),
        alarm.subject(),
        NOON.plusSeconds(second),
        List.of(),
        Alarm.Cleared.Why.OVER);
  }

  private static Alarm.Raised raised(String rule, String device, int second, boolean task) {
    Instant at = NOON.plusSeconds(second);
    String occurrence =
        "%s%s%d00000000000000000000".formatted(rule, device.replaceAll("[^0-9a-z]", ""), second);
    return new Alarm.Raised(
        occurrence,
        rule,
        device,
        "Detector " + device,
        new Scene("440106001001001", "石牌", "天河路", "3", "2", "201", 23.13, null),
        new Label("烟雾", "Smoke"),
        new Label("前往现场", "Go there"),
        "fire",
        task ? Severity.I : Severity.IV,
        task,
        at,
        List.of(new Evidence("smoke", true, at), new Evidence("temperature", 61.5, at)));
  }
}
