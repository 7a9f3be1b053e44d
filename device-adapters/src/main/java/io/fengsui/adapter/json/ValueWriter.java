package io.fengsui.adapter.json;

import io.fengsui.adapter.Value;
import tools.jackson.core.JsonGenerator;

/** Values as devices read them in the arguments of a command. Pure. */
public final class ValueWriter {

  private ValueWriter() {}

  /** Writes a property; a quantity without its unit, a position in degrees, WGS 84, and metres. */
  public static void write(JsonGenerator json, String name, Value value) {
    switch (value) {
      case Value.Quantity(double amount, String _) -> json.writeNumberProperty(name, amount);
      case Value.Flag(boolean on) -> json.writeBooleanProperty(name, on);
      case Value.Text(String text) -> json.writeStringProperty(name, text);
      case Value.Position(double latitude, double longitude, double altitude) -> {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("latitude", latitude);
        json.writeNumberProperty("longitude", longitude);
        if (!Double.isNaN(altitude)) {
          json.writeNumberProperty("altitude", altitude);
        }
        json.writeEndObject();
      }
    }
  }
}
