package io.fengsui.rules;

import io.fengsui.rules.evaluation.BoundRule;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.evaluation.Share;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** Gathers the readings that speak for a change. */
final class Evidences {

  private static final int MOST = 20;

  private Evidences() {}

  /** What a rule looks at in a subject, the newest first. */
  static List<Evidence> of(Watched watched, BoundRule rule) {
    var found = new LinkedHashSet<Evidence>();
    switch (watched) {
      case Device device -> add(device, rule.slots(), rule.looksAtSilence(), found);
      case Place place -> {
        for (int slot : rule.slots()) {
          if (place.plan().slots().get(slot) instanceof Share) {
            for (Membership one : place.counting(slot)) {
              var member = one.bound();
              add(one.device, member.slots(), member.looksAtSilence(), found);
            }
          }
        }
      }
    }
    Comparator<Evidence> newest = Comparator.comparing(Evidence::at).reversed();
    return found.stream()
        .sorted(watched instanceof Place ? newest.thenComparing(Evidence::device) : newest)
        .limit(MOST)
        .toList();
  }

  private static void add(
      Device device, List<Integer> slots, boolean silence, Collection<Evidence> to) {
    for (int slot : slots) {
      Object value = device.value(slot);
      if (value != null) {
        String metric = (String) device.plan().slots().get(slot);
        var at = Nanos.instant(device.at(slot));
        to.add(new Evidence(device.id(), metric, telling(value), at));
      }
    }
    if (silence) {
      var heardAt = Nanos.instant(device.heardAt());
      to.add(new Evidence(device.id(), Evidence.HEARD, device.heard(), heardAt));
    }
  }

  /** A position is told as {@code 31.2301, 121.4700}. */
  private static Object telling(Object value) {
    return value instanceof Position(double latitude, double longitude)
        ? latitude + ", " + longitude
        : value;
  }
}
