package io.fengsui.rules.scenario;

import io.fengsui.rules.Change;
import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.Signal;
import io.fengsui.rules.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What devices say over time, and which alarms must go up, get graver and come down, no others.
 *
 * @param name what it shows, for people; empty if it has none
 * @param line where it stands, from 1
 * @param devices by id; all are watched from the start, and all that speak are among them
 * @param given in the order of time
 * @param until how long to go on after the start
 */
public record Scenario(
    String name,
    int line,
    SortedMap<String, Subject> devices,
    Instant start,
    List<Given> given,
    Duration until,
    List<Expected> expected) {

  public Scenario {
    devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
    given = List.copyOf(given);
    expected = List.copyOf(expected);
  }

  /** Runs it. The engine is new: it watches nobody yet. */
  public Diff run(RuleEngine engine) {
    var happened = new ArrayList<Expected>();
    Consumer<Change> out = change -> happened.add(Expected.of(change, start));
    devices.values().forEach(device -> engine.watch(device, start, out));
    for (Given each : given) {
      Instant at = start.plus(each.at());
      switch (each) {
        case Given.Said said -> engine.accept(signal(said, at), out);
        case Given.Heard heard -> engine.heard(heard.device(), at, out);
        case Given.Away away when away.lost() -> engine.missed(start.plus(away.until()), at, out);
        case Given.Away away -> engine.resumed(start.plus(away.until()), at, out);
      }
    }
    engine.wake(start.plus(until), out);
    return Diff.of(expected, happened);
  }

  private Signal signal(Given.Said said, Instant at) {
    Subject device = Objects.requireNonNull(devices.get(said.device()), said.device());
    Map<String, Object> values = said.values();
    return new Signal(device, at, values, start.plus(said.observedAt()), true);
  }
}
