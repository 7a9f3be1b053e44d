package io.fengsui.adapter;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a device said, in the hub's terms: canonical metric names and units, no protocol left. */
public sealed interface DeviceMessage {

  /** The device that speaks, which may be a child of the one that is connected. */
  DeviceId device();

  /** The device's own time, null when it has no trustworthy clock. */
  @Nullable Instant observedAt();

  /** The same, observed at another time; null for a time that is not known. */
  default DeviceMessage observedAt(@Nullable Instant time) {
    return switch (this) {
      case Telemetry m -> new Telemetry(m.device, time, m.readings);
      case Occurrence m -> new Occurrence(m.device, time, m.type, m.details);
      case Presence m -> new Presence(m.device, time, m.online, m.description);
    };
  }

  /** Whether it tells of then only, by the sender's own word, and may not move an alarm. */
  default boolean isHistorical() {
    return this instanceof Telemetry telemetry && telemetry.is(Telemetry.HISTORICAL);
  }

  /** Whether a broker had kept it: what it says counts, but nobody spoke just now. */
  default boolean isRetained() {
    return this instanceof Telemetry telemetry && telemetry.is(Telemetry.RETAINED);
  }

  /**
   * Readings taken at one time.
   *
   * @param readings canonical metric name (see {@link Metrics}) to value; never empty
   */
  record Telemetry(DeviceId device, @Nullable Instant observedAt, Map<String, Value> readings)
      implements DeviceMessage {

    /** A flag beside readings that a broker had kept and did not just hear. */
    public static final String RETAINED = "ext.retained";

    /** A flag beside readings that are for the history alone, however young they are. */
    public static final String HISTORICAL = "ext.historical";

    public Telemetry {
      readings = Map.copyOf(readings);
    }

    private boolean is(String flag) {
      return readings.get(flag) instanceof Value.Flag(boolean on) && on;
    }
  }

  /**
   * Something happened.
   *
   * @param type what, in the hub's vocabulary, for instance {@code fire} or {@code door.forced}
   * @param details canonical names to values; may be empty
   */
  record Occurrence(
      DeviceId device, @Nullable Instant observedAt, String type, Map<String, Value> details)
      implements DeviceMessage {
    public Occurrence {
      details = Map.copyOf(details);
    }
  }

  /**
   * The device came or went.
   *
   * @param online false when it said good-bye, its will was published or its keep-alive ran out
   * @param description what the peer tells of itself, for instance {@code reason} or {@code
   *     address}; may be empty
   */
  record Presence(
      DeviceId device,
      @Nullable Instant observedAt,
      boolean online,
      Map<String, String> description)
      implements DeviceMessage {
    public Presence {
      description = Map.copyOf(description);
    }
  }
}
