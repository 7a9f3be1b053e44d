package io.fengsui.rules.scenario;

import java.time.Duration;
import java.util.Map;

/** What comes to pass in a scenario, {@code at} after its start. */
public sealed interface Given {

  Duration at();

  /**
   * A message of a device.
   *
   * @param values as {@link io.fengsui.rules.Signal#readings}
   * @param observedAt when it was true, after the start; {@code at} unless it comes late
   */
  record Said(Duration at, String device, Map<String, Object> values, Duration observedAt)
      implements Given {
    public Said {
      values = Map.copyOf(values);
    }
  }

  /** A device is there and says nothing that rules look at. */
  record Heard(Duration at, String device) implements Given {}

  /**
   * The hub is away and can hear nobody.
   *
   * @param lost what was said before it went is lost too
   */
  record Away(Duration at, Duration lasts, boolean lost) implements Given {

    /** When it is back. */
    public Duration until() {
      return at.plus(lasts);
    }
  }
}
