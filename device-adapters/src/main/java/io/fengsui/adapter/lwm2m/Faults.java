package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.json.Readings;
import java.util.Collection;

/**
 * Resource 3/0/11: the error codes that hold now, all of them. One that is not in the list has
 * cleared.
 */
record Faults(Collection<Object> codes) {

  private static final long LOW_BATTERY = 1;
  private static final long POWER_OFF = 2;
  private static final long LOW_SIGNAL = 4;

  void into(Readings readings) {
    readings.flag("battery.low", has(LOW_BATTERY));
    readings.flag("power.lost", has(POWER_OFF));
    readings.flag("signal.low", has(LOW_SIGNAL));
    readings.flag("fault", codes.stream().anyMatch(Faults::isFault));
  }

  private boolean has(long code) {
    return codes.stream()
        .anyMatch(each -> each instanceof Number number && number.longValue() == code);
  }

  /** What is none of the above and not the zero that stands for none at all. */
  private static boolean isFault(Object code) {
    return code instanceof Number number
        && number.longValue() > 0
        && number.longValue() != LOW_BATTERY
        && number.longValue() != POWER_OFF
        && number.longValue() != LOW_SIGNAL;
  }
}
