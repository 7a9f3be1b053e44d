package io.fengsui.hub.rules;

import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.event.Alarm;
import io.fengsui.hub.event.EventJournal;
import io.fengsui.hub.event.GovernanceEvent;
import io.fengsui.rules.RuleEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the alarms that the database has up with those that the engine has, once after each
 * start. They differ if a rule was changed between the last saved state and a crash: the replay
 * runs with the new rule and never comes to the end of the old one's alarm.
 */
final class Reconciliation {
  private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

  /** The database rounds times to this. */
  private static final Duration GRAIN = Duration.ofNanos(1000);

  private final Lane lane;
  private final EventJournal journal;

  Reconciliation(Lane lane, EventJournal journal) {
    this.lane = lane;
    this.journal = journal;
  }

  /**
   * Clears what is no longer up. Leaves alone what the engine cannot know because records are lost.
   *
   * @param engine has caught up with all that the database has
   */
  void settle(RuleEngine engine) throws InterruptedException {
    Set<String> incidents = new HashSet<>();
    Set<Topic> topics = new HashSet<>();
    for (RuleEngine.Firing firing : engine.firing()) {
      if (firing.rule().shadow()) {
        continue; // an event that is up is of the rule as it was before
      }
      incidents.add(firing.incident());
      topics.add(new Topic(firing.rule().id(), firing.subject()));
    }
    Instant known = engine.knowsSince().plus(GRAIN);
    List<Alarm> over = new ArrayList<>();
    for (GovernanceEvent event : journal.active(lane)) {
      if (event.isOfHub()
          || incidents.contains(event.occurrence())
          || topics.contains(new Topic(event.rule(), event.subject()))) {
        continue;
      }
      if (event.lastRaisedAt().isAfter(known)) {
        over.add(cleared(event, engine.time()));
      } else {
        log.atWarn()
            .addKeyValue("event", event.id())
            .addKeyValue("rule", event.rule())
            .addKeyValue("device", event.subject())
            .log("records that may have ended this alarm are lost; it stays up");
      }
    }
    if (!over.isEmpty()) {
      journal.apply(lane, over);
      log.atInfo()
          .addKeyValue("lane", lane.key())
          .addKeyValue("alarms", over.size())
          .log("alarms were cleared that the rules of today do not raise");
    }
  }

  private static Alarm cleared(GovernanceEvent event, Instant at) {
    return new Alarm.Cleared(
        event.occurrence(),
        event.rule(),
        event.subject(),
        at,
        List.of(),
        Alarm.Cleared.Why.NO_LONGER_RAISED);
  }

  private record Topic(String rule, String subject) {}
}
