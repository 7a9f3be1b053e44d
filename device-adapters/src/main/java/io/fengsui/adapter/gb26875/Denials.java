package io.fengsui.adapter.gb26875;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Keeps a line from being denied without end: once a serial number, ten times a minute (R7). */
final class Denials {

  private static final int A_MINUTE = 10;
  private static final int REMEMBERED = 256;

  private Set<Integer> serials = Set.of();
  private long since;
  private int count;

  /**
   * @param now monotonic nanoseconds
   */
  boolean mayDeny(int serial, long now) {
    if (count == 0 || now - since > TimeUnit.MINUTES.toNanos(1)) {
      since = now;
      count = 0;
    }
    if (count >= A_MINUTE || serials.contains(serial) || serials.size() >= REMEMBERED) {
      return false;
    }
    if (serials.isEmpty()) {
      serials = new HashSet<>(2);
    }
    serials.add(serial);
    count++;
    return true;
  }
}
