package io.fengsui.adapter.lwm2m;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.jspecify.annotations.Nullable;

/**
 * What one registered device has told so far, as far as later messages need it: which of several
 * points of a kind is in alarm, and what an input is for. Bounded by the registration. Not
 * thread-safe: confined to the protocol's thread.
 */
final class Points {

  private static final int MAX_POINTS = 256;
  private static final int HALF = 1 << 23;
  private static final long FRESH_NANOS = 128_000_000_000L;

  private record Last(int order, long nanos) {}

  private final Map<String, Map<LwM2mPath, Boolean>> flags = new HashMap<>();
  private final Map<LwM2mPath, String> purposes = new HashMap<>();
  private final Map<LwM2mPath, Last> orders = new HashMap<>();

  /**
   * The state of all points of a kind: on if one is on, off if all are known to be off.
   *
   * @param all the points that the registration names
   * @return null as long as it cannot be told
   */
  @Nullable Boolean any(String metric, LwM2mPath point, boolean on, Set<LwM2mPath> all) {
    Map<LwM2mPath, Boolean> known = flags.computeIfAbsent(metric, _ -> new HashMap<>());
    if (known.size() < MAX_POINTS || known.containsKey(point)) {
      known.put(point, on);
    }
    if (on || known.containsValue(true)) {
      return true;
    }
    boolean complete =
        all.stream()
            .filter(each -> each.getObjectId().equals(point.getObjectId()))
            .allMatch(known::containsKey);
    return complete ? Boolean.FALSE : null;
  }

  void isFor(LwM2mPath point, String purpose) {
    if (purposes.size() < MAX_POINTS) {
      purposes.put(point, purpose);
    }
  }

  String purpose(LwM2mPath point) {
    return purposes.getOrDefault(point, "");
  }

  /** Whether a notification is newer than the last of its path (RFC 7641 section 3.4). */
  boolean isNewer(LwM2mPath path, int order, long nanos) {
    Last last = orders.get(path);
    boolean newer =
        last == null
            || (last.order < order && order - last.order < HALF)
            || (last.order > order && last.order - order > HALF)
            || nanos - last.nanos > FRESH_NANOS;
    if (newer && (last != null || orders.size() < MAX_POINTS)) {
      orders.put(path, new Last(order, nanos));
    }
    return newer;
  }

  /** A new observation counts from the beginning. */
  void observedAnew(LwM2mPath path) {
    orders.remove(path);
  }
}
