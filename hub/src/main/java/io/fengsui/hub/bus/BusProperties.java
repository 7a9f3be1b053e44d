package io.fengsui.hub.bus;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the local bus.
 *
 * @param segmentSize a file of a lane is closed and a new one begun when it has grown to this
 * @param retentionAge files are deleted when all in them is older than this and read by all groups
 * @param retentionSize the oldest files are deleted, when read by all groups, while a lane takes
 *     more than this
 */
@ConfigurationProperties("fengsui.bus")
public record BusProperties(
    @DefaultValue("64MB") DataSize segmentSize,
    @DefaultValue("7d") Duration retentionAge,
    @DefaultValue("2GB") DataSize retentionSize) {

  public BusProperties {
    if (segmentSize.toBytes() < 1) {
      throw new IllegalArgumentException("fengsui.bus.segment-size must be at least 1 byte");
    }
    if (retentionAge.isNegative()) {
      throw new IllegalArgumentException("fengsui.bus.retention-age must not be negative");
    }
  }
}
