package io.fengsui.simulator.hub;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A device to register.
 *
 * @param grid grid code, digits
 * @param supervision class such as {@code 90s}; empty = that of the type
 * @param latitude degrees north, WGS 84
 * @param longitude degrees east, WGS 84
 */
public record NewDevice(
    String type,
    String name,
    String grid,
    String supervision,
    double latitude,
    double longitude,
    Map<String, String> place) {
  public NewDevice {
    place = Map.copyOf(place);
  }

  /** As the hub wants it. */
  Map<String, Object> body() {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", type);
    body.put("link", "mqtt");
    body.put("name", name);
    body.put("grid", grid);
    body.put("at", Map.of("latitude", latitude, "longitude", longitude, "crs", "wgs84"));
    if (!place.isEmpty()) {
      body.put("place", place);
    }
    if (!supervision.isEmpty()) {
      body.put("supervision", supervision);
    }
    return body;
  }
}
