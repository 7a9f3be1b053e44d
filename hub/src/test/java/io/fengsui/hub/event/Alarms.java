package io.fengsui.hub.event;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /** Smoke that a detector only passes on from its neighbour of the same building. */
  public static Alarm.Raised linked(String device, int second) {
    return raised("smoke", device, second, Severity.I, true, true, "3", null);
  }

  /** Heat that begins as a matter for the morning: blue, and no task. */
  public static Alarm.Raised warm(String device, int second) {
    return raised("heat", device, second, Severity.IV, false, false, "3", null);
  }

  /** Smoke that is thin as yet: yellow, and a task. */
  public static Alarm.Raised yellow(String device, int second) {
    return raised("smoke", device, second, Severity.III, true, false, "3", null);
  }

  /** What a rule found of a floor, from some of its devices. */
  public static Alarm.Raised floor(String floor, int second, String... devices) {
    Instant at = NOON.plusSeconds(second);
    Alarm.Raised alarm = smoke("floor:440106001001001/3/" + floor, second);
    return with(
        alarm, Stream.of(devices).map(device -> new Evidence(device, "smoke", true, at)).toList());
  }

  /** An alarm grows to a severity; from III on somebody must act. */
  public static Alarm.Escalated graver(Alarm.Raised alarm, Severity severity, int second) {
    Instant at = NOON.plusSeconds(second);
    return new Alarm.Escalated(
        alarm.occurrence(),
        alarm.rule(),
        alarm.subject(),
        severity,
        severity != Severity.IV,
        at,
        List.of(new Evidence(alarm.subject(), "temperature", 71.5, at)));
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
    Severity severity = task ? Severity.I : Severity.IV;
    return raised(rule, device, second, severity, task, false, "3", null);
  }

  /** An alarm with all that secondary ones are matched by. */
  static Alarm.Raised raised(
      String rule,
      String device,
      int second,
      Severity severity,
      boolean task,
      boolean secondary,
      String building,
      @Nullable String parent) {
    Instant at = NOON.plusSeconds(second);
    String occurrence =
        "%s%s%d00000000000000000000".formatted(rule, device.replaceAll("[^0-9a-z]", ""), second);
    return new Alarm.Raised(
        occurrence,
        rule,
        device,
        "Detector " + device,
        new Scene("440106001001001", "石牌", "天河路", building, "2", "201", 23.13, null),
        new Label("烟雾", "Smoke"),
        new Label("前往现场", "Go there"),
        "fire",
        severity,
        task,
        secondary,
        parent,
        at,
        List.of(
            new Evidence(device, "smoke", true, at),
            new Evidence(device, "temperature", 61.5, at)));
  }

  /** The same with other readings. */
  static Alarm.Raised with(Alarm.Raised alarm, List<Evidence> evidence) {
    return copy(alarm, alarm.occurrence(), evidence);
  }

  /** The same with another name. */
  static Alarm.Raised named(Alarm.Raised alarm, String occurrence) {
    return copy(alarm, occurrence, alarm.evidence());
  }

  private static Alarm.Raised copy(Alarm.Raised alarm, String occurrence, List<Evidence> evidence) {
    return new Alarm.Raised(
        occurrence,
        alarm.rule(),
        alarm.subject(),
        alarm.subjectName(),
        alarm.place(),
        alarm.title(),
        alarm.advice(),
        alarm.category(),
        alarm.severity(),
        alarm.makesTask(),
        alarm.secondary(),
        alarm.parent(),
        alarm.at(),
        evidence);
  }
}
