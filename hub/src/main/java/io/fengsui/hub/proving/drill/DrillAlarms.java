package io.fengsui.hub.proving.drill;

import io.fengsui.hub.event.GovernanceEvent;
import io.fengsui.hub.event.HubAlarms;
import io.fengsui.hub.event.HubAlarms.Finding;
import io.fengsui.hub.event.Label;
import io.fengsui.hub.event.Scene;
import io.fengsui.hub.event.Severity;
import io.fengsui.hub.proving.drill.Drill.Halt;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A drill that was missed or failed is an alarm, until the next one of its street passes. */
@Component
final class DrillAlarms {

  static final String KIND = "hub.drill";

  private static final String STREET = "street:";

  private final HubAlarms alarms;

  DrillAlarms(HubAlarms alarms) {
    this.alarms = alarms;
  }

  /** A drill ended. */
  void ended(Drill drill, String grid, Instant now) throws InterruptedException {
    if (drill.hasPassed()) {
      for (GovernanceEvent event : of(drill.street())) {
        alarms.clear(event, now);
      }
    } else {
      Label where = Halts.sentence(Halt.of(drill.reason()).orElse(Halt.STOPPED));
      raise(drill.street(), grid, new Label("演练未通过", "Drill failed"), where, drill.beganAt(), now);
    }
  }

  /** A drill that was due could not even begin. */
  void missed(String street, String grid, String why, Instant due, Instant now)
      throws InterruptedException {
    raise(
        street,
        grid,
        new Label("演练未执行", "Drill missed"),
        new Label("演练无法开始：" + why + "。", "The drill could not begin: " + why + "."),
        due,
        now);
  }

  /** Only these streets have drills: alarms of others are over. */
  void keep(Set<String> streets, Instant now) throws InterruptedException {
    for (GovernanceEvent event : alarms.active(KIND)) {
      if (!streets.contains(event.subject().substring(STREET.length()))) {
        alarms.clear(event, now);
      }
    }
  }

  private void raise(
      String street, String grid, Label title, Label where, Instant since, Instant now)
      throws InterruptedException {
    if (of(street).stream().anyMatch(event -> !event.state().closed())) {
      return;
    }
    alarms.raise(
        new Finding(
            KIND,
            STREET + street,
            street.isEmpty() ? "–" : street,
            new Scene(grid, "", street, "", "", "", null, null),
            title,
            advice(where),
            Severity.II,
            true,
            false,
            since),
        now);
  }

  private static Label advice(Label where) {
    return new Label(
        where.zh()
            + "该街道的真实报警可能同样到不了值守台。立即电话通知值守人员加强巡查；查看 fengsui drill list、fengsui bus status 和运行日志，排除后运行 fengsui drill run，通过即恢复。",
        where.en()
            + " A real alarm of this street may not reach the desk either. Call those on duty now and"
            + " have the street patrolled; look at fengsui drill list, fengsui bus status and the"
            + " log. Once it is mended, run fengsui drill run: this is over when it passes.");
  }

  private List<GovernanceEvent> of(String street) throws InterruptedException {
    return alarms.active(KIND).stream()
        .filter(event -> event.subject().equals(STREET + street))
        .toList();
  }
}
