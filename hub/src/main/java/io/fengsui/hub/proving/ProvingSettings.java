package io.fengsui.hub.proving;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of tests, bypasses and drills.
 *
 * @param settling how long after a test or bypass an alarm that goes on begins to count: longer
 *     than rules keep an alarm up that is over
 * @param drill whether drills run by themselves
 * @param drillAt when on each day, in the time zone of the hub; a hub that was not running then
 *     does it when it is back
 * @param drillPatience how long an alarm may take from the bus to the desk
 */
@ConfigurationProperties("fengsui.proving")
public record ProvingSettings(
    @DefaultValue("2m") Duration settling,
    @DefaultValue("true") boolean drill,
    @DefaultValue("09:30") LocalTime drillAt,
    @DefaultValue("30s") Duration drillPatience) {
  public ProvingSettings {
    if (settling.isNegative() || !drillPatience.isPositive()) {
      throw new IllegalArgumentException(
          "fengsui.proving.settling and drill-patience must not be negative");
    }
  }
}
