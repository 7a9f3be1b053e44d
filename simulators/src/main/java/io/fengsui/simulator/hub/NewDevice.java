package io.fengsui.simulator.hub;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A device to register.
 *
 * @param link the hub's link it speaks over
 * @param parent id of the device it hangs on; empty = none
 * @param address what the link calls it; empty = its id
 * @param grid grid code, digits
 * @param supervision class such as {@code 90s}; empty = that of the type
 * @param latitude degrees north, WGS 84
 * @param longitude degrees east, WGS 84
 */
public record NewDevice(
    String type,
    String link,
    String parent,
    String address,
    String name,
    String grid,
    String supervision,
    double latitude,
    double longitude,
    Map<String, String> place) {
  public NewDevice {
    place = Map.copyOf(place);
  }

  /** One that speaks MQTT for itself. */
  public NewDevice(
      String type,
      String name,
      String grid,
      String supervision,
      double latitude,
      double longitude,
      Map<String, String> place) {
    this(type, "mqtt", "", "", name, grid, supervision, latitude, longitude, place);
  }

  /** As the hub wants it. */
  Map<String, Object> body() {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", type);
    body.put("link", link);
    if (!parent.isEmpty()) {
      body.put("parent", parent);
    }
    if (!address.isEmpty()) {
      body.put("address", address);
    }
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
