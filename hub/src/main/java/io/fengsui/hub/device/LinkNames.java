package io.fengsui.hub.device;

import java.util.Set;
import java.util.TreeSet;

/**
 * The links that settings name; a device is registered on one of them.
 *
 * @param names sorted; never empty
 */
record LinkNames(Set<String> names) {

  private static final String USUAL = "mqtt";

  LinkNames {
    names = new TreeSet<>(names);
    if (names.isEmpty()) {
      names.add(USUAL);
    }
  }

  boolean has(String name) {
    return names.contains(name);
  }

  /** Where a device goes that names none. */
  String standard() {
    return names.contains(USUAL) ? USUAL : names.iterator().next();
  }
}
