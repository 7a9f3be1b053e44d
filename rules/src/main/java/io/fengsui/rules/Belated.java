package io.fengsui.rules;

import io.fengsui.rules.evaluation.Bound;
import io.fengsui.rules.evaluation.BoundRule;
import io.fengsui.rules.evaluation.Candidates;
import io.fengsui.rules.evaluation.SlotPlan;
import io.fengsui.rules.evaluation.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows a device's rules what may only raise an alarm; see {@link Taking}. */
final class Belated {

  private final List<Known> before = new ArrayList<>();
  private final Candidates<Bound> candidates = new Candidates<>();

  /** What was known of a slot. */
  private record Known(SlotPlan slot, long bits, @Nullable Object beside, long at) {}

  void clear() {
    before.clear();
    candidates.clear();
  }

  boolean isEmpty() {
    return before.isEmpty();
  }

  /** Takes a reading in for a while. */
  void put(Device device, SlotPlan slot, long bits, @Nullable Object beside, long observedAt) {
    int at = slot.slot();
    long known = device.bits(at);
    Object object = known == Values.OBJECT ? device.value(at) : null;
    before.add(new Known(slot, known, object, device.at(at)));
    device.put(at, bits, beside, observedAt);
    slot.collect(device, candidates);
  }

  /**
   * Has what is quiet judged, and restores what nothing that is astir now looked at.
   *
   * @param look judges
   */
  void judge(Device device, Consumer<Bound> look) {
    long raised = 0;
    for (int i = 0; i < candidates.size(); i++) {
      Bound bound = candidates.get(i);
      if (device.isQuiet(bound)) {
        look.accept(bound);
        raised |= device.isQuiet(bound) ? 0 : bound.mask();
      }
    }
    restore(device, raised);
  }

  /**
   * Has the rules of a device that are quiet judged, and restores all.
   *
   * @param tell judges, and leaves the rule quiet
   */
  void tell(Device device, Consumer<BoundRule> tell) {
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.get(i) instanceof BoundRule rule && device.isQuiet(rule)) {
        tell.accept(rule);
      }
    }
    restore(device, 0);
  }

  private void restore(Device device, long but) {
    for (Known known : before.reversed()) {
      if ((known.slot().bit() & but) == 0) {
        device.put(known.slot().slot(), known.bits(), known.beside(), known.at());
      }
    }
  }
}
