package io.fengsui.hub.rules;

import io.fengsui.hub.device.DeviceDirectory;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.event.Alarm;
import io.fengsui.hub.event.Evidence;
import io.fengsui.hub.event.Label;
import io.fengsui.hub.event.Severity;
import io.fengsui.rules.Change;
import io.fengsui.rules.Position;
import io.fengsui.rules.definition.Rule;
import java.util.List;

/**
 * Says what the engine found in the terms of events, with name and place of the device or place. An
 * alarm raised by what came late says in its title that it was observed earlier; its evidence says
 * when.
 */
record AlarmMapper(DeviceDirectory devices, LatePolicy late) {

  Alarm alarm(Change change) {
    Rule rule = change.rule();
    String subject = change.subject();
    List<Evidence> evidence = change.evidence().stream().map(AlarmMapper::evidence).toList();
    return switch (change) {
      case Change.Raised raised -> {
        Scenery.View view = new Scenery(devices).view(subject, rule.per(), change.evidence());
        yield new Alarm.Raised(
            raised.incident(),
            rule.id(),
            subject,
            view.name(),
            view.scene(),
            title(raised),
            label(rule.advice()),
            rule.category(),
            Severity.valueOf(raised.severity().name()),
            sendsSomebody(rule, raised.severity()),
            raised.secondary(),
            view.parent(),
            raised.at(),
            evidence);
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

  private Label title(Change.Raised raised) {
    Label title = label(raised.rule().title());
    return raised.evidence().stream()
            .filter(reading -> !reading.metric().equals(io.fengsui.rules.Evidence.HEARD))
            .findFirst()
            .filter(newest -> late.isLate(newest.at(), raised.began()))
            .isPresent()
        ? new Label(title.zh() + "（迟到：早前观测）", title.en() + " (late: observed earlier)")
        : title;
  }

  private static Label label(io.fengsui.rules.definition.Label text) {
    return new Label(text.zh(), text.en());
  }
}
