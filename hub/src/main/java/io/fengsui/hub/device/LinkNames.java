package io.fengsui.hub.device;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The links that settings name; a device is registered on one of them.
 *
 * @param byName whether devices of a link prove themselves with keys that the hub must know;
 *     sorted, never empty
 */
record LinkNames(Map<String, Boolean> byName) {

  private static final String USUAL = "mqtt";

  LinkNames {
    byName = new TreeMap<>(byName);
    if (byName.isEmpty()) {
      byName.put(USUAL, false);
    }
  }

  Set<String> names() {
    return byName.keySet();
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  boolean needsKeys(String name) {
    return byName.getOrDefault(name, false);
  }

  /** Where a device goes that names none. */
  String standard() {
    return has(USUAL) ? USUAL : byName.keySet().iterator().next();
  }
}
