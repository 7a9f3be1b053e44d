package io.fengsui.hub.rehearsal;

import io.fengsui.adapter.DeviceMessage;
import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.rules.LaneReplay;
import io.fengsui.rules.Change;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One lane: both sides' engines, which are told the same. Used by one thread. */
final class LanePast {

  private final Lane lane;
  private final Trial trial;
  private final LaneReplay running;
  private final LaneReplay tried;
  private final Comparison comparison;
  private final Set<String> heard = new HashSet<>();

  LanePast(
      Lane lane, Trial trial, Comparison comparison, Collection<Device> devices, LatePolicy late) {
    this.lane = lane;
    this.trial = trial;
    this.comparison = comparison;
    this.running = new LaneReplay(lane, trial.running(), devices, late);
    this.tried = new LaneReplay(lane, trial.tried(), devices, late);
  }

  Lane lane() {
    return lane;
  }

  /** The metrics that were reported. */
  Set<String> heard() {
    return heard;
  }

  /** Takes in records, the next of the lane; none says nothing. */
  void take(List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    running.take(entries);
    tried.take(entries);
    entries.forEach(this::note);
    compare(entries.getLast().at());
  }

  /** Lets time pass in which nothing was said, and tells what is left. */
  void finish(Instant through) {
    running.wake(through);
    tried.wake(through);
    compare(through);
    comparison.finish();
  }

  private void compare(Instant reached) {
    for (Change change : running.takeChanges()) {
      if (trial.isCommon(change.rule().id())) {
        comparison.addCommon(change);
      } else {
        comparison.add(Side.RUNNING, change);
      }
    }
    tried.takeChanges().forEach(change -> comparison.add(Side.CANDIDATE, change));
    comparison.settle(reached);
  }

  private void note(Entry entry) {
    if (entry instanceof Entry.Heard(_, _, _, DeviceMessage message)) {
      switch (message) {
        case DeviceMessage.Telemetry telemetry -> heard.addAll(telemetry.readings().keySet());
        case DeviceMessage.Occurrence occurrence -> {
          heard.add(occurrence.type());
          heard.addAll(occurrence.details().keySet());
        }
        case DeviceMessage.Presence _ -> {}
      }
    }
  }
}
