package io.fengsui.hub.proving;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of tests and bypasses.
 *
 * @param settling how long after a test or bypass an alarm that goes on begins to count: longer
 *     than rules keep an alarm up that is over
 */
@ConfigurationProperties("fengsui.proving")
public record ProvingSettings(@DefaultValue("2m") Duration settling) {
  public ProvingSettings {
    if (settling.isNegative()) {
      throw new IllegalArgumentException("fengsui.proving.settling must not be negative");
    }
  }
}
