package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.json.Json;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Commands as devices read them: {@code {"id":…,"name":…,"args":{…}}}. Pure. */
final class CommandWriter {

  private CommandWriter() {}

  static byte[] encode(Command command) {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("id", command.id());
      json.writeStringProperty("name", command.name());
      json.writeObjectPropertyStart("args");
      command.arguments().forEach((name, value) -> write(json, name, value));
      json.writeEndObject();
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, String name, Value value) {
    switch (value) {
      case Value.Quantity(double amount, String unit) -> json.writeNumberProperty(name, amount);
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
