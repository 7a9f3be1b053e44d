package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.binary.Layout;
import io.fengsui.adapter.lwm2m.Lwm2mSettings.Profile;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds a device's profile: the first that fits, in the order of the profiles' names. */
final class Profiles {

  private Profiles() {}

  static @Nullable Profile of(
      Lwm2mSettings settings, String endpoint, String manufacturer, String model) {
    for (Profile profile : new TreeMap<>(settings.profiles()).values()) {
      if (profile.fits(endpoint, manufacturer, model)) {
        return profile;
      }
    }
    return null;
  }

  static @Nullable Layout layout(Lwm2mSettings settings, @Nullable Profile profile) {
    String name = profile == null ? null : profile.layout();
    return name == null ? null : settings.layouts().get(name);
  }
}
