package io.fengsui.hub.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Keeps the ledger within its bounds: looks after each hundredth of the rows it may hold and every
 * ten minutes, so it may be that much over for a moment. Used by one thread.
 */
final class Trimming {

  private static final Duration PERIOD = Duration.ofMinutes(10);
  private static final double AFTERWARDS = 0.95;
  private static final int PARTS = 100;

  private final LossTable table;
  private final LedgerProperties settings;
  private final InstantSource clock;
  private volatile LossTable.Extent extent = new LossTable.Extent(0, 0, 0);
  private Instant lookAt = Instant.MIN;
  private int wrote;

  Trimming(LossTable table, LedgerProperties settings, InstantSource clock, MeterRegistry meters) {
    this.table = table;
    this.settings = settings;
    this.clock = clock;
    Gauge.builder("fengsui.ledger.rows", this, trimming -> trimming.extent.rows())
        .description("Entries of the loss ledger, as of the last look")
        .register(meters);
    Gauge.builder("fengsui.ledger.bytes", this, trimming -> trimming.extent.bytes())
        .description("Bytes of the loss ledger, as of the last look")
        .baseUnit("bytes")
        .register(meters);
  }

  /** Looks for the first time; the highest number of a row. */
  long begin() {
    extent = table.extent();
    return extent.lastId();
  }

  void wrote(int rows) {
    wrote += rows;
  }

  void turn() {
    Instant now = clock.instant();
    if (wrote < settings.rows() / PARTS && now.isBefore(lookAt)) {
      return;
    }
    wrote = 0;
    lookAt = now.plus(PERIOD);
    table.deleteBefore(now.minus(settings.keep()));
    extent = table.extent();
    if (extent.rows() > settings.rows()) {
      table.deleteOldest(extent.rows() - (long) (settings.rows() * AFTERWARDS));
      extent = table.extent();
    }
    while (extent.bytes() > settings.bytes().toBytes() && extent.rows() > 0) {
      table.deleteOldest(Math.max(1, extent.rows() / PARTS));
      extent = table.extent();
    }
  }
}
