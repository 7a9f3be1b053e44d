package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.json.Json;
import io.fengsui.adapter.json.ValueWriter;
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
      command.arguments().forEach((name, value) -> ValueWriter.write(json, name, value));
      json.writeEndObject();
      json.writeEndObject();
    }
    return out.toByteArray();
  }
}
