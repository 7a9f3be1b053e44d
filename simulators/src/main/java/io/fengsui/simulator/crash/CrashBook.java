package io.fengsui.simulator.crash;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the devices of a campaign know to be taken. Thread-safe. */
final class CrashBook {
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final LongAdder size = new LongAdder();
  private volatile int round;

  /** From here on it is another round. */
  void begin(int number) {
    round = number;
  }

  /** A device's message with this number was acknowledged to it. */
  void acknowledged(String device, int number) {
    if (page(device).note(number, round)) {
      size.increment();
    }
  }

  /** A device's page; empty if nothing of it was acknowledged. */
  Page page(String device) {
    return pages.computeIfAbsent(device, id -> new Page());
  }

  /** All pages, by device. */
  Map<String, Page> pages() {
    return new TreeMap<>(pages);
  }

  /** All messages that were acknowledged. */
  long size() {
    return size.sum();
  }
}
