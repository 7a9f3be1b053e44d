package io.fengsui.hub.rules;

import io.fengsui.hub.device.DeviceDirectory;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.event.Alarm;
import io.fengsui.hub.event.Circumstances;
import io.fengsui.hub.event.Evidence;
import io.fengsui.hub.event.Label;
import io.fengsui.hub.event.Mark;
import io.fengsui.hub.event.Marks;
import io.fengsui.hub.event.Severity;
import io.fengsui.rules.Change;
import io.fengsui.rules.Position;
import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Scope;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Says what the engine found in the terms of events, with name and place of the device or place. An
 * alarm raised by what came late says in its title that it was observed earlier, and carries when;
 * one that was missed is of a kind of its own, whatever rule found it.
 */
record AlarmMapper(DeviceDirectory devices, LatePolicy late, Marks marks) {

  /** The kind of those that were observed so long ago that nobody can meet them any more. */
  static final String MISSED = "hub.missed";

  private static final Label LOOK_INTO =
      new Label(
          "这是很久以前观测到、现在才传到的报警，当时无人知晓；不是此刻的警情。先电话询问住户或物业当时发生了什么，再到现场查看有无烟熏、烧痕、受困或受伤人员，确认探测器已复位并能报警；查明网关或链路为何迟滞，修复后写明原因再结案。",
          "This was observed long ago and reached the hub only now; nobody knew of it then, and it is"
              + " no alarm of this moment. Call the residents or the building's office and ask what"
              + " happened, then go and look for soot, burns, anybody trapped or hurt, and see that"
              + " the detector is reset and can alarm. Find out why gateway or link held it back;"
              + " close it with the cause once that is mended.");

  Alarm alarm(Change change) {
    Rule rule = change.rule();
    String subject = change.subject();
    List<Evidence> evidence = change.evidence().stream().map(AlarmMapper::evidence).toList();
    return switch (change) {
      case Change.Raised raised -> {
        Scenery.View view = new Scenery(devices).view(subject, rule.per(), change.evidence());
        Circumstances circumstances = circumstances(raised);
        yield new Alarm.Raised(
            raised.incident(),
            isMissed(raised) ? MISSED : rule.id(),
            subject,
            view.name(),
            view.scene(),
            title(raised, circumstances.mark() == Mark.DRILL),
            isMissed(raised) ? LOOK_INTO : label(rule.advice()),
            rule.category(),
            severity(raised),
            sendsSomebody(rule, raised.severity())
                && !(circumstances.mark() == Mark.DRILL && circumstances.silence()),
            raised.secondary(),
            view.parent(),
            raised.at(),
            evidence,
            circumstances);
      }
      case Change.Escalated escalated ->
          new Alarm.Escalated(
              escalated.incident(),
              rule.id(),
              subject,
              Severity.valueOf(escalated.severity().name()),
              sendsSomebody(rule, escalated.severity()),
              escalated.at(),
              evidence);
      case Change.Cleared cleared ->
          new Alarm.Cleared(
              cleared.incident(),
              rule.id(),
              subject,
              cleared.at(),
              evidence,
              why(cleared.reason()));
    };
  }

  /** The blue step of a ladder that goes on upwards is for the record. */
  private static boolean sendsSomebody(Rule rule, io.fengsui.rules.definition.Severity severity) {
    var gravest = rule.levels().getLast().severity();
    return rule.task()
        && (severity != io.fengsui.rules.definition.Severity.IV || severity == gravest);
  }

  private static Evidence evidence(io.fengsui.rules.Evidence reading) {
    Object value =
        reading.value() instanceof Position(double latitude, double longitude)
            ? "%.6f, %.6f".formatted(latitude, longitude)
            : reading.value();
    return new Evidence(reading.device(), reading.metric(), value, reading.at());
  }

  private static Alarm.Cleared.Why why(Change.Cleared.Reason reason) {
    return switch (reason) {
      case OVER -> Alarm.Cleared.Why.OVER;
      case RULE_CHANGED -> Alarm.Cleared.Why.RULE_CHANGED;
      case SUBJECT_GONE -> Alarm.Cleared.Why.DEVICE_GONE;
    };
  }

  private Label title(Change.Raised raised, boolean drill) {
    Label title = label(raised.rule().title());
    if (drill) {
      return new Label("演练：" + title.zh(), "Drill: " + title.en());
    }
    if (isMissed(raised)) {
      return new Label("漏报，请核查：" + title.zh(), "Missed, check: " + title.en());
    }
    return observedEarlier(raised).isPresent()
        ? new Label(title.zh() + "（迟到：早前观测）", title.en() + " (late: observed earlier)")
        : title;
  }

  /** What is long over is to be looked into, not run to. */
  private Severity severity(Change.Raised raised) {
    Severity severity = Severity.valueOf(raised.severity().name());
    return isMissed(raised) && severity.graverThan(Severity.III) ? Severity.III : severity;
  }

  private boolean isMissed(Change.Raised raised) {
    Instant observedAt = raised.observedAt();
    return observedAt != null && late.isMissed(observedAt, raised.began());
  }

  /** When that was observed what speaks for an alarm; empty unless it came late. */
  private Optional<Instant> observedEarlier(Change.Raised raised) {
    return Optional.ofNullable(raised.observedAt())
        .or(() -> newest(raised))
        .filter(at -> late.isLate(at, raised.began()));
  }

  /** When the newest reading was observed that speaks for an alarm; empty for a silence. */
  private static Optional<Instant> newest(Change.Raised raised) {
    return raised.evidence().stream()
        .filter(reading -> !reading.metric().equals(io.fengsui.rules.Evidence.HEARD))
        .findFirst()
        .map(io.fengsui.rules.Evidence::at);
  }

  private Circumstances circumstances(Change.Raised raised) {
    boolean ofDevice = raised.rule().per() == Scope.DEVICE;
    Collection<String> speakers =
        ofDevice
            ? List.of(raised.subject())
            : raised.evidence().stream().map(io.fengsui.rules.Evidence::device).distinct().toList();
    boolean silence = ofDevice && isSilence(raised.rule());
    return new Circumstances(
        marks.of(speakers, raised.at()),
        silence,
        silence ? new Scenery(devices).behind(raised.subject()) : List.of(),
        observedEarlier(raised).orElse(null));
  }

  /** Whether all that a rule finds is that nothing is heard. */
  private static boolean isSilence(Rule rule) {
    return rule.levels().stream()
        .allMatch(
            level ->
                level.when() instanceof Condition.Absent
                    || level.when() instanceof Condition.Overdue);
  }

  private static Label label(io.fengsui.rules.definition.Label text) {
    return new Label(text.zh(), text.en());
  }
}
