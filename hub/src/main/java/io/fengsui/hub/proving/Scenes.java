package io.fengsui.hub.proving;

import io.fengsui.hub.device.Place;
import io.fengsui.hub.event.Scene;
import org.jspecify.annotations.Nullable;

/** Where a device is, as events say it. */
final class Scenes {
  private Scenes() {}

  static Scene of(Place place) {
    return new Scene(
        place.grid(),
        place.community(),
        place.street(),
        place.building(),
        place.floor(),
        place.room(),
        known(place.latitude()),
        known(place.longitude()));
  }

  private static @Nullable Double known(double degrees) {
    return Double.isNaN(degrees) ? null : degrees;
  }
}
