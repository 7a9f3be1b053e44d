package io.fengsui.hub.store;

import io.fengsui.hub.store.Intake.Refused;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Readings that a store will never take: counted, and the newest are named. Thread-safe. */
final class Refusals {

  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final int NAMED = 20;

  private final Deque<Refused> newest = new ArrayDeque<>();
  private long count;
  private String lastWhy = "";

  synchronized void add(List<Refused> refused) {
    for (Refused each : refused) {
      count++;
      if (newest.size() == NAMED) {
        newest.removeFirst();
      }
      newest.addLast(each);
      if (!each.why().equals(lastWhy)) {
        lastWhy = each.why();
        log.atWarn()
            .addKeyValue("reading", each.reading())
            .addKeyValue("why", each.why())
            .log("the history will never take a reading; it is set aside, like all after it");
      }
    }
  }

  /** Since the start. */
  synchronized long count() {
    return count;
  }

  /** The newest ones, oldest first. */
  synchronized List<Refused> newest() {
    return List.copyOf(newest);
  }
}
