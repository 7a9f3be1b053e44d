package io.fengsui.hub.store;

import io.fengsui.adapter.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the history.
 *
 * @param store where readings are kept
 * @param retention readings that arrived longer ago than this are deleted; in InfluxDB its own
 *     retention policy decides
 * @param commitEvery readings are visible and safe at most this long after they came
 * @param patience how long a store may take for one answer
 */
@ConfigurationProperties("fengsui.history")
public record HistoryProperties(
    @DefaultValue("embedded") Kind store,
    @DefaultValue("90d") Duration retention,
    @DefaultValue("1s") Duration commitEvery,
    @DefaultValue("30s") Duration patience,
    @DefaultValue Influx influx) {

  /** Where readings are kept. */
  public enum Kind {
    /** QuestDB in the hub's own process, files under {@code data/history}. */
    EMBEDDED,
    /** A server that takes InfluxDB's line protocol. */
    INFLUX,
    /** Nowhere. */
    NONE
  }

  /**
   * How to reach InfluxDB.
   *
   * @param writePath where lines are posted to; InfluxDB 1.7 and older: {@code /write?db=readings}
   * @param user for InfluxDB 1.x with names and passwords
   */
  public record Influx(
      @DefaultValue("http://127.0.0.1:8086") String url,
      @DefaultValue("readings") String bucket,
      @DefaultValue("street") String org,
      @DefaultValue("/api/v2/write") String writePath,
      @Nullable Secret token,
      @Nullable String user,
      @Nullable Secret password) {}

  public HistoryProperties {
    if (retention.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException(
          "fengsui.history.retention must be at least a day: " + retention);
    }
    if (!commitEvery.isPositive() || !patience.isPositive()) {
      throw new IllegalArgumentException(
          "fengsui.history.commit-every and patience must be positive: %s, %s"
              .formatted(commitEvery, patience));
    }
  }
}
