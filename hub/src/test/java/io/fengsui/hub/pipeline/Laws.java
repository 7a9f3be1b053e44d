package io.fengsui.hub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Value;
import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.bus.LaneView;
import io.fengsui.hub.dispatch.Notification;
import io.fengsui.hub.event.Alarm;
import io.fengsui.hub.event.EventRevision;
import io.fengsui.hub.event.EventSteps;
import io.fengsui.hub.event.HistoryEntry;
import io.fengsui.hub.pipeline.Ledger.Sent;
import io.fengsui.hub.rules.RulesSteps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What holds once a pipeline has settled, whatever happened to it before. */
final class Laws {
  private static final int ALL = 100_000;

  private final Pipeline pipeline;
  private final Map<Lane, List<Entry>> entries = new HashMap<>();

  private Laws(Pipeline pipeline) throws Exception {
    this.pipeline = pipeline;
    for (Lane lane : Lane.values()) {
      try (LaneView view = pipeline.life.bus.view(lane)) {
        view.seek(0);
        entries.put(lane, view.read(ALL, Duration.ZERO).entries());
      }
    }
  }

  /** Checks them all. */
  static void hold(Pipeline settled) throws Exception {
    var laws = new Laws(settled);
    laws.what_was_acknowledged_is_on_the_bus_once();
    laws.events_are_those_of_a_straight_run();
    laws.channels_were_told_all_with_one_key_for_each();
    laws.each_task_is_there_once();
  }

  private void what_was_acknowledged_is_on_the_bus_once() {
    Map<Long, Long> sent =
        pipeline.ledger.sendings().stream()
            .collect(Collectors.groupingBy(Sent::number, Collectors.counting()));
    Map<Long, Long> kept = new HashMap<>();
    for (List<Entry> lane : entries.values()) {
      for (Entry entry : lane) {
        if (entry instanceof Entry.Heard heard) {
          kept.merge(number(heard), 1L, Long::sum);
        }
      }
    }
    kept.forEach(
        (number, times) ->
            assertThat(times)
                .as("message %d on the bus", number)
                .isLessThanOrEqualTo(sent.get(number)));
    for (Sent sending : pipeline.ledger.acknowledged()) {
      Lane lane = pipeline.town.device(sending.device()).type().lane();
      assertThat(entries.get(lane))
          .as("acknowledged message %d of %s", sending.number(), sending.device())
          .filteredOn(entry -> entry.position() == sending.position())
          .singleElement()
          .satisfies(entry -> assertThat(number((Entry.Heard) entry)).isEqualTo(sending.number()));
    }
  }

  private void events_are_those_of_a_straight_run() throws Exception {
    List<HistoryEntry> expected =
        straightRun().stream()
            .map(EventRevision::change)
            .map(EventSteps::asStored)
            .sorted(
                Comparator.comparing(HistoryEntry::event).thenComparingInt(HistoryEntry::revision))
            .toList();
    assertThat(EventSteps.changes(pipeline.jdbc)).isEqualTo(expected);
  }

  private void channels_were_told_all_with_one_key_for_each() throws Exception {
    Map<String, String> told = new HashMap<>();
    for (Notification notification : pipeline.receiver.taken) {
      String before = told.put(notification.key(), notification.data());
      assertThat(notification.data()).isEqualTo(before == null ? notification.data() : before);
    }
    List<String> wanted =
        straightRun().stream()
            .map(revision -> revision.event().id() + "." + revision.event().revision())
            .filter(key -> !pipeline.receiver.refused.contains(key))
            .toList();
    assertThat(told.keySet()).containsAll(wanted);
    assertThat(wanted)
        .containsAll(
            told.keySet().stream()
                .filter(key -> !pipeline.receiver.refused.contains(key))
                .toList());
  }

  private void each_task_is_there_once() throws Exception {
    List<String> wanted =
        straightRun().stream()
            .filter(revision -> revision.event().makesTask())
            .map(revision -> revision.event().id())
            .distinct()
            .sorted()
            .toList();
    assertThat(
            pipeline.jdbc.sql("select event from task order by event").query(String.class).list())
        .isEqualTo(wanted);
  }

  /** The events of the same log when nothing goes wrong. */
  private List<EventRevision> straightRun() throws Exception {
    List<EventRevision> all = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      List<Alarm> alarms =
          RulesSteps.straightRun(
              lane,
              entries.get(lane),
              pipeline.life.rules(lane).time(),
              pipeline.town.scene(Town.rules()));
      all.addAll(EventSteps.straightRun(lane, alarms));
    }
    return all;
  }

  private static long number(Entry.Heard entry) {
    return entry.message() instanceof DeviceMessage.Telemetry telemetry
            && telemetry.readings().get("ext.number") instanceof Value.Quantity number
        ? (long) number.amount()
        : -1;
  }
}
