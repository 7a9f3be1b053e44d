package io.fengsui.rules.scenario;

import io.fengsui.rules.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the scenarios of a file have in common.
 *
 * @param silentAfter of devices that do not say otherwise
 */
record Stage(SortedMap<String, Subject> devices, Duration silentAfter, Instant start) {

  static final Stage EMPTY = new Stage(new TreeMap<>(), Duration.ofDays(1), Instant.EPOCH);

  Stage {
    devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
  }
}
