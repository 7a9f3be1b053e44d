package io.fengsui.hub.supervision;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of supervision.
 *
 * @param sweep how often devices that are due are looked at; part of the reporting time
 * @param linkGrace how long a link may be down before it is a fault
 * @param keepBlind how long blind windows are kept
 */
@ConfigurationProperties("fengsui.supervision")
public record SupervisionSettings(
    @DefaultValue("500ms") Duration sweep,
    @DefaultValue("10s") Duration linkGrace,
    @DefaultValue("400d") Duration keepBlind) {
  public SupervisionSettings {
    if (!sweep.isPositive() || sweep.compareTo(Duration.ofSeconds(1)) > 0) {
      throw new IllegalArgumentException("fengsui.supervision.sweep must be at most 1s: " + sweep);
    }
    if (linkGrace.isNegative() || !keepBlind.isPositive()) {
      throw new IllegalArgumentException(
          "fengsui.supervision.link-grace and keep-blind must not be negative");
    }
  }
}
