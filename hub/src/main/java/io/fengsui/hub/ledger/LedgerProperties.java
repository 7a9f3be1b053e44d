package io.fengsui.hub.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much the ledger keeps; what goes beyond goes, the oldest first.
 *
 * @param rows most entries
 * @param bytes most bytes of samples and sentences
 * @param keep how long an entry is kept
 */
@ConfigurationProperties("fengsui.ledger")
public record LedgerProperties(
    @DefaultValue("100000") int rows,
    @DefaultValue("64MB") DataSize bytes,
    @DefaultValue("90d") Duration keep) {

  public LedgerProperties {
    if (rows < 100) {
      throw new IllegalArgumentException("fengsui.ledger.rows must be at least 100: " + rows);
    }
    if (bytes.toBytes() < 1 << 20) {
      throw new IllegalArgumentException("fengsui.ledger.bytes must be at least 1MB: " + bytes);
    }
    if (keep.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalArgumentException("fengsui.ledger.keep must be at least 1h: " + keep);
    }
  }
}
