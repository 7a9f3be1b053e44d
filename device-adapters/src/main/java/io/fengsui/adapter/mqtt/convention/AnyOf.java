package io.fengsui.adapter.mqtt.convention;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Flags of one device that several of its parts report one by one: the flag is up as long as any
 * part's is, so that one zone that is clear does not hide another that is not. Holds only the parts
 * that are up. Not thread-safe.
 */
public final class AnyOf {

  private static final int MOST = 1_000;
  private final Map<String, Set<String>> up = new HashMap<>();

  /** Takes what a part says, and returns what holds for the whole. */
  public boolean update(String flag, String part, boolean on) {
    Set<String> parts = up.computeIfAbsent(flag, none -> new HashSet<>());
    if (!on) {
      parts.remove(part);
    } else if (parts.size() < MOST) {
      parts.add(part);
    }
    return !parts.isEmpty();
  }

  /** The part is there no longer. */
  public void forget(String part) {
    up.values().forEach(parts -> parts.remove(part));
  }
}
