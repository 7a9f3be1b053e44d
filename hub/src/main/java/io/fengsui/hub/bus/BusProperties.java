package io.fengsui.hub.bus;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the local bus.
 *
 * @param segmentSize a file of a lane is closed and a new one begun when it has grown to this
 * @param retentionAge files of the telemetry lane are deleted when all in them is older than this
 *     and read by all groups
 * @param retentionSize its oldest files are deleted, when read by all groups, while it takes more
 *     than this
 * @param lifeSafetyRetentionAge the same for the life-safety lane
 * @param lifeSafetyRetentionSize the same for the life-safety lane
 * @param reserve when less than this is free on the disk, telemetry is refused, and what all its
 *     groups have read is deleted early; absent: a twentieth of the disk, at most 512 MB
 */
@ConfigurationProperties("fengsui.bus")
public record BusProperties(
    @DefaultValue("64MB") DataSize segmentSize,
    @DefaultValue("7d") Duration retentionAge,
    @DefaultValue("2GB") DataSize retentionSize,
    @DefaultValue("90d") Duration lifeSafetyRetentionAge,
    @DefaultValue("1GB") DataSize lifeSafetyRetentionSize,
    @Nullable DataSize reserve) {

  private static final DataSize MOST_RESERVE = DataSize.ofMegabytes(512);
  private static final int SHARE = 20;

  /**
   * How long and how much a lane is kept.
   *
   * @param size of all its files
   */
  record Kept(Duration age, DataSize size) {}

  @ConstructorBinding
  public BusProperties {
    if (segmentSize.toBytes() < 1) {
      throw new IllegalArgumentException("fengsui.bus.segment-size must be at least 1 byte");
    }
    check("retention-age", retentionAge);
    check("life-safety-retention-age", lifeSafetyRetentionAge);
    if (reserve != null && reserve.isNegative()) {
      throw new IllegalArgumentException("fengsui.bus.reserve must not be negative");
    }
  }

  /** Both lanes are kept alike, and nothing is reserved. */
  public BusProperties(DataSize segmentSize, Duration retentionAge, DataSize retentionSize) {
    this(
        segmentSize, retentionAge, retentionSize, retentionAge, retentionSize, DataSize.ofBytes(0));
  }

  Kept kept(Lane lane) {
    return switch (lane) {
      case LIFE_SAFETY -> new Kept(lifeSafetyRetentionAge, lifeSafetyRetentionSize);
      case TELEMETRY -> new Kept(retentionAge, retentionSize);
    };
  }

  /**
   * Bytes that stay free for the life-safety lane.
   *
   * @param total what the disk has in all
   */
  long reserved(long total) {
    return reserve != null ? reserve.toBytes() : Math.min(MOST_RESERVE.toBytes(), total / SHARE);
  }

  private static void check(String name, Duration age) {
    if (age.isNegative()) {
      throw new IllegalArgumentException("fengsui.bus." + name + " must not be negative");
    }
  }
}
