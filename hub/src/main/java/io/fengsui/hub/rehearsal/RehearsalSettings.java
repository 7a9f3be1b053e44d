package io.fengsui.hub.rehearsal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of rehearsals.
 *
 * @param limit a rehearsal that takes longer is ended
 * @param examples at most so many of each kind and rule are told
 * @param giveWay while the rules that run are more records behind than this, a rehearsal waits
 */
@ConfigurationProperties("fengsui.rehearsal")
public record RehearsalSettings(
    @DefaultValue("10m") Duration limit,
    @DefaultValue("5") int examples,
    @DefaultValue("20000") long giveWay) {
  public RehearsalSettings {
    if (!limit.isPositive() || examples < 1 || giveWay < 1) {
      throw new IllegalArgumentException(
          "fengsui.rehearsal.limit, examples and give-way must be positive");
    }
  }
}
