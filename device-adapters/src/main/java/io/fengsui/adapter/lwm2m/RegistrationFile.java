package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.leshan.server.registration.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/** Registrations, one a line, replaced as a whole. A line that cannot be read is left out. */
final class RegistrationFile {

  private static final Logger log = LoggerFactory.getLogger(RegistrationFile.class);

  private final Path path;

  RegistrationFile(Path path) {
    this.path = path;
  }

  List<Registration> read(int limit) throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    var result = new ArrayList<Registration>();
    long left = 0;
    try (Stream<String> lines = Files.lines(path, StandardCharsets.ISO_8859_1)) {
      for (String line : (Iterable<String>) lines::iterator) {
        Optional<Registration> registration =
            members(line.getBytes(StandardCharsets.ISO_8859_1)).flatMap(RegistrationRecord::of);
        if (registration.isEmpty() || result.size() >= limit) {
          left++;
        } else {
          result.add(registration.get());
        }
      }
    }
    if (left > 0) {
      log.atWarn().addKeyValue("count", left).log("LwM2M registrations were left out");
    }
    return result;
  }

  void write(Collection<Registration> registrations) throws IOException {
    Path draft = path.resolveSibling(path.getFileName() + ".new");
    try (FileChannel out =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (Registration registration : registrations) {
        ByteBuffer line = ByteBuffer.wrap(line(RegistrationRecord.members(registration)));
        while (line.hasRemaining()) {
          out.write(line);
        }
      }
      out.force(true);
    }
    Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] line(Map<String, String> members) {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      members.forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static Optional<Map<String, String>> members(byte[] line) {
    var result = new HashMap<String, String>();
    try (JsonParser in = Json.FACTORY.createParser(ObjectReadContext.empty(), line)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      String name;
      while ((name = in.nextName()) != null) {
        in.nextToken();
        result.put(name, in.getString());
      }
      return Optional.of(result);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
