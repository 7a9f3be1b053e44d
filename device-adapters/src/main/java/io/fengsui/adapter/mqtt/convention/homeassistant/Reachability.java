package io.fengsui.adapter.mqtt.convention.homeassistant;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a device is there, from all the places that tell of it. Not thread-safe. */
final class Reachability {

  private final Map<String, Boolean> places = new HashMap<>();
  private @Nullable Boolean last;

  /**
   * Takes what one place says.
   *
   * @return whether the device is there, null if that is no news
   */
  @Nullable Boolean told(String place, boolean online, String mode) {
    places.put(place, online);
    boolean now =
        switch (mode) {
          case "all" -> places.values().stream().allMatch(Boolean::booleanValue);
          case "any" -> places.values().stream().anyMatch(Boolean::booleanValue);
          default -> online;
        };
    boolean news = last == null || last != now;
    last = now;
    return news ? now : null;
  }
}
