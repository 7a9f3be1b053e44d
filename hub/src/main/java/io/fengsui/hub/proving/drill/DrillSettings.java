package io.fengsui.hub.proving.drill;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of drills.
 *
 * @param at time of day, for instance {@code 10:00}; {@code off} for drills by hand only
 * @param zone of that time
 * @param limit in which an alarm must be at the desk, and again in which it must be over; up to 5
 *     min
 */
@ConfigurationProperties("fengsui.drill")
public record DrillSettings(
    @DefaultValue("10:00") String at,
    @DefaultValue("Asia/Shanghai") String zone,
    @DefaultValue("30s") Duration limit) {

  /** Switches the schedule off. */
  public static final String OFF = "off";

  private static final Duration LONGEST = Duration.ofMinutes(5);

  public DrillSettings {
    try {
      ZoneId.of(zone);
      if (!at.equals(OFF)) {
        LocalTime.parse(at);
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "fengsui.drill.at must be a time of day such as 10:00, or off, and fengsui.drill.zone a"
              + " time zone: "
              + e.getMessage(),
          e);
    }
    if (!limit.isPositive() || limit.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("fengsui.drill.limit must be up to 5m: " + limit);
    }
  }

  /** When drills were due last; empty if they are off. */
  public Optional<Instant> lastDue(Instant now) {
    return on(now)
        .map(today -> today.toInstant().isAfter(now) ? today.minusDays(1) : today)
        .map(ZonedDateTime::toInstant);
  }

  /** When they are due next; empty if they are off. */
  public Optional<Instant> nextDue(Instant now) {
    return on(now)
        .map(today -> today.toInstant().isAfter(now) ? today : today.plusDays(1))
        .map(ZonedDateTime::toInstant);
  }

  private Optional<ZonedDateTime> on(Instant day) {
    return at.equals(OFF)
        ? Optional.empty()
        : Optional.of(day.atZone(ZoneId.of(zone)).with(LocalTime.parse(at)));
  }
}
