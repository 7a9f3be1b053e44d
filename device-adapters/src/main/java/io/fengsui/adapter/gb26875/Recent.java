package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.DeviceMessage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one transmitter said lately, so that a repetition is confirmed again and told once (R10). A
 * repeated state is a repetition only as long as nothing else was said of the same parts: fire,
 * normal, fire with equal bytes are three changes. Not thread-safe.
 */
final class Recent {

  private static final int MAX = 32;
  private static final long WINDOW_NANOS = 60_000_000_000L;

  /** Serial number and content; the time of sending may change on a retry. */
  record Key(int serial, int command, int length, long hash) {

    private static final long PRIME = 0x100000001b3L;

    static Key of(Frame frame) {
      long hash = 0xcbf29ce484222325L;
      for (byte each : frame.data()) {
        hash = (hash ^ (each & 0xFF)) * PRIME;
        hash ^= hash >>> 29;
      }
      return new Key(frame.serial(), frame.command(), frame.data().length, hash);
    }
  }

  /** One frame and what became of it. */
  static final class Entry {
    private final Set<Part> states;
    private long at;
    private boolean underWay;
    private List<DeviceMessage> left = List.of();
    private Line line;
    private int times;

    private Entry(Set<Part> states, Line line) {
      this.states = states;
      this.line = line;
    }

    boolean isUnderWay() {
      return underWay;
    }

    /** What the hub was too busy for; nothing if it has all. */
    List<DeviceMessage> left() {
      return left;
    }

    /** Where it is to be confirmed: where it came last. */
    Line line() {
      return line;
    }

    /** How often it is to be confirmed: once for each time it came. */
    int times() {
      return times;
    }

    void cameAgain(Line on) {
      line = on;
      times++;
    }

    void begins(Line on, long now) {
      line = on;
      times = 1;
      at = now;
      underWay = true;
    }

    void ends(List<DeviceMessage> undelivered) {
      underWay = false;
      left = undelivered;
    }

    private boolean isOpen() {
      return underWay || !left.isEmpty();
    }
  }

  private Map<Key, Entry> entries = Map.of();

  /** What the frame repeats, null if it is new. */
  @Nullable Entry find(Key key, long now) {
    Entry entry = entries.get(key);
    if (entry != null && !entry.underWay && now - entry.at > WINDOW_NANOS) {
      entries.remove(key);
      return null;
    }
    return entry;
  }

  /**
   * Remembers a new frame.
   *
   * @param states parts of which it says the state; what was said of them before is no longer
   *     something to repeat
   */
  Entry add(Key key, Set<Part> states, Line line) {
    if (entries.isEmpty()) {
      entries = new LinkedHashMap<>(4);
    }
    var all = entries.values();
    all.removeIf(each -> !each.isOpen() && !Collections.disjoint(each.states, states));
    var oldest = all.iterator();
    while (entries.size() >= MAX && oldest.hasNext()) {
      if (!oldest.next().underWay) {
        oldest.remove();
      }
    }
    var entry = new Entry(states, line);
    entries.put(key, entry);
    return entry;
  }

  /** A reset: states from before may be said anew. */
  void forgetStates() {
    entries.values().removeIf(each -> !each.isOpen() && !each.states.isEmpty());
  }
}
