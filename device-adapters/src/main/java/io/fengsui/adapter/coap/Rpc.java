package io.fengsui.adapter.coap;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.json.Json;
import io.fengsui.adapter.json.Readings;
import io.fengsui.adapter.json.Utf8;
import io.fengsui.adapter.json.ValueWriter;
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
      command.arguments().forEach((name, value) -> ValueWriter.write(json, name, value));
      json.writeEndObject();
      json.writeEndObject();
    }
    return out.toByteArray();
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
