package io.fengsui.adapter.coap;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.json.Json;
import io.fengsui.adapter.json.Readings;
import io.fengsui.adapter.json.Utf8;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/** Commands as ThingsBoard writes them, {@code {"id":…,"method":…,"params":{…}}}. Pure. */
final class Rpc {

  private static final int MAX_DETAIL = 200;

  private Rpc() {}

  static byte[] request(String id, Command command) {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeNumberProperty("id", Long.parseLong(id));
      json.writeStringProperty("method", command.name());
      json.writeObjectPropertyStart("params");
      command.arguments().forEach((name, value) -> write(json, name, value));
      json.writeEndObject();
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, String name, Value value) {
    switch (value) {
      case Value.Quantity(double amount, var unit) -> json.writeNumberProperty(name, amount);
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

  /** Any answer means that the device did it, unless it is an object with {@code "error"}. */
  static CommandOutcome answer(byte[] body) {
    var readings = new Readings();
    if (!Utf8.isWellFormed(body, body.length)) {
      return new CommandOutcome.Done(Map.of());
    }
    try (JsonParser in = Json.FACTORY.createParser(ObjectReadContext.empty(), body)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return new CommandOutcome.Done(Map.of());
      }
      String name;
      while ((name = in.nextName()) != null) {
        JsonToken token = in.nextToken();
        if (name.equals("error")) {
          String why = token.isScalarValue() ? in.getString() : "";
          return new CommandOutcome.Refused(why.substring(0, Math.min(why.length(), MAX_DETAIL)));
        }
        readings.member(in, token, name);
      }
    } catch (JacksonException e) {
      return new CommandOutcome.Done(Map.of());
    }
    return new CommandOutcome.Done(readings.taken());
  }
}
