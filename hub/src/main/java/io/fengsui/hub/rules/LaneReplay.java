package io.fengsui.hub.rules;

import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceDirectory;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.rules.Change;
import io.fengsui.rules.definition.Rule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;

/**
 * The engine of one lane for whoever runs the past through rules: it does with each record what the
 * live one does, and nothing is stored. Begins from nothing at the first record: nobody counts as
 * silent before. Used by one thread.
 */
public final class LaneReplay {

  private final LaneEngine engine;
  private final Queue<Device> retired = new ArrayDeque<>();

  /**
   * Watches devices as they are registered now, retired ones until they were retired.
   *
   * @param devices of any lane; only those of this lane matter
   */
  public LaneReplay(Lane lane, List<Rule> rules, Collection<Device> devices, LatePolicy late) {
    var subjects = new Subjects(lane);
    engine =
        new LaneEngine(lane, subjects, new RunnerMeters(new SimpleMeterRegistry(), lane), late);
    engine.begin(rules, true);
    subjects.begin(devices, engine.engine(), engine::add);
    devices.stream()
        .filter(device -> device.type().lane() == lane && device.retiredAt() != null)
        .sorted(Comparator.comparing(LaneReplay::retiredAt))
        .forEach(retired::add);
  }

  /** How people call what a rule watches: a device by its name, a place by its words. */
  public static String name(DeviceDirectory devices, Rule rule, String subject) {
    return new Scenery(devices).view(subject, rule.per(), List.of()).name();
  }

  /** Takes in records, the next of the lane. */
  public void take(List<Entry> entries) {
    int done = 0;
    for (int i = 0; i < entries.size() && !retired.isEmpty(); i++) {
      if (!entries.get(i).at().isBefore(retiredAt(retired.element()))) {
        engine.take(entries.subList(done, i));
        done = i;
        retire(entries.get(i).at());
      }
    }
    engine.take(done == 0 ? entries : entries.subList(done, entries.size()));
  }

  /** Lets time pass in which nothing was said. */
  public void wake(Instant through) {
    retire(through);
    engine.wake(through);
  }

  /** What happened since this was last called, in the order in which it did. */
  public List<Change> takeChanges() {
    return engine.takeChanges();
  }

  private void retire(Instant through) {
    for (Device next = retired.peek();
        next != null && !through.isBefore(retiredAt(next));
        next = retired.peek()) {
      engine.wake(retiredAt(next));
      engine.engine().forget(next.id().value(), engine::add);
      retired.remove();
    }
  }

  private static Instant retiredAt(Device device) {
    return Objects.requireNonNull(device.retiredAt());
  }
}
