package io.fengsui.hub.bus;

import io.micrometer.core.instrument.Counter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What readers of a lane met and could not read; each place is told and counted once. */
final class Damage {

  private static final Logger log = LoggerFactory.getLogger(Damage.class);
  private static final int MOST = 10_000;

  private final Lane lane;
  private final Counter counter;
  private final Set<Long> places = ConcurrentHashMap.newKeySet();
  private final AtomicLong records = new AtomicLong();

  Damage(Lane lane, Counter counter) {
    this.lane = lane;
    this.counter = counter;
  }

  /** A reader goes on after records that it cannot read. */
  void met(Entry.Missing missing) {
    if (places.size() < MOST && places.add(missing.position() + missing.records())) {
      records.addAndGet(missing.records());
      counter.increment((double) missing.records());
      log.atWarn()
          .addKeyValue("lane", lane.key())
          .addKeyValue("from", missing.position())
          .addKeyValue("records", missing.records())
          .log("records cannot be read and are stepped over: " + missing.why());
    }
  }

  /** Records that could not be read since the start. */
  long records() {
    return records.get();
  }
}
