package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.gb26875.Quantities.Measure;
import io.fengsui.adapter.json.Json;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Reads a {@link Profile} from JSON; the fields are in {@code docs/protocols/gb26875.md}. A mistake
 * is an {@link IllegalArgumentException} that names file and field.
 */
final class ProfileFile {

  private static final int MAX_CODE = 255;

  private final String file;
  private String name = "";
  private Set<Address> sources = Set.of();
  private List<Address.Form> identity = Address.USUAL;
  private ZoneId zone;
  private Set<Integer> heartbeats = Profile.USUAL_HEARTBEATS;
  private Profile.Confirmation answer = Profile.Confirmation.EMPTY;
  private @Nullable Integer version;
  private Part.Form parts = Part.Form.WORDS;
  private final Set<String> flags = new HashSet<>();
  private final Map<Integer, Integer> sizes = new HashMap<>();
  private final Map<Integer, Measure> analogs = new HashMap<>();
  private final Map<Integer, Profile.Use> types = new HashMap<>();
  private final Map<Integer, String> alarms = new HashMap<>();

  private ProfileFile(String file, ZoneId zone) {
    this.file = file;
    this.zone = zone;
  }

  /**
   * @param file for mistakes, and the profile's name if it has none
   * @param zone if the file says none
   */
  static Profile read(String file, String json, ZoneId zone) {
    var reading = new ProfileFile(file, zone);
    try (JsonParser in = Json.FACTORY.createParser(ObjectReadContext.empty(), json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw reading.wrong("the file", "must be an object");
      }
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        String field = in.currentName();
        in.nextToken();
        reading.field(field, in);
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + ": " + e.getOriginalMessage(), e);
    }
    return reading.profile();
  }

  private Profile profile() {
    return new Profile(
        name.isEmpty() ? file : name,
        sources,
        identity,
        zone,
        heartbeats,
        answer,
        version,
        parts,
        flags.contains("big-endian-analogs"),
        flags.contains("zero-means-normal"),
        flags.contains("lenient-answers"),
        flags.contains("deny-misshapen"),
        flags.contains("sync-clock"),
        Map.copyOf(sizes),
        Map.copyOf(analogs),
        Map.copyOf(types),
        Map.copyOf(alarms));
  }

  private void field(String field, JsonParser in) {
    switch (field) {
      case "name" -> name = text(field, in);
      case "sources" -> sources = Set.copyOf(list(field, in, this::source));
      case "identity" -> identity = list(field, in, text -> word(field, text, Address.Form.class));
      case "zone" -> zone = zone(text(field, in));
      case "heartbeats" -> heartbeats = Set.copyOf(list(field, in, text -> code(field, text)));
      case "heartbeat-answer" ->
          answer =
              text(field, in).equals("17")
                  ? Profile.Confirmation.BYTE_17
                  : Profile.Confirmation.EMPTY;
      case "version" -> version = version(list(field, in, text -> code(field, text)));
      case "parts" -> parts = word(field, text(field, in), Part.Form.class);
      case "big-endian-analogs",
          "zero-means-normal",
          "lenient-answers",
          "deny-misshapen",
          "sync-clock" ->
          flag(field, in);
      case "object-sizes" ->
          each(field, in, (code, at) -> sizes.put(code, code(field, text(field, at))));
      case "analogs" -> each(field, in, (code, at) -> analogs.put(code, measure(at)));
      case "types" ->
          each(
              field,
              in,
              (code, at) -> types.put(code, word(field, text(field, at), Profile.Use.class)));
      case "alarms" -> each(field, in, (code, at) -> alarms.put(code, text(field, at)));
      default -> throw wrong(field, "is not a field of a profile");
    }
  }

  private interface Entry {
    void read(int code, JsonParser at);
  }

  private void each(String field, JsonParser in, Entry entry) {
    expect(field, in, JsonToken.START_OBJECT, "must be an object");
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      int code = code(field, in.currentName());
      in.nextToken();
      entry.read(code, in);
    }
  }

  private Measure measure(JsonParser in) {
    expect("analogs", in, JsonToken.START_OBJECT, "must hold objects");
    var said = new HashMap<String, String>();
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      String field = in.currentName();
      in.nextToken();
      said.put(field, text("analogs", in));
    }
    String metric = said.get("metric");
    if (metric == null || !Set.of("metric", "unit", "scale").containsAll(said.keySet())) {
      throw wrong("analogs", "has metric, and may have unit and scale");
    }
    try {
      return Measure.of(metric, said.getOrDefault("unit", ""), said.getOrDefault("scale", "1"));
    } catch (NumberFormatException e) {
      throw wrong("analogs", "has a scale that is no number: " + said.get("scale"));
    }
  }

  private void flag(String field, JsonParser in) {
    JsonToken token = in.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw wrong(field, "must be true or false");
    }
    if (token == JsonToken.VALUE_TRUE) {
      flags.add(field);
    }
  }

  private <T> List<T> list(String field, JsonParser in, Function<String, T> reader) {
    expect(field, in, JsonToken.START_ARRAY, "must be a list");
    var all = new ArrayList<T>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      all.add(reader.apply(text(field, in)));
    }
    return List.copyOf(all);
  }

  private Address source(String text) {
    return Address.parse(text)
        .orElseThrow(() -> wrong("sources", "has addresses such as 79-03-00-00-00-00: " + text));
  }

  private int version(List<Integer> bytes) {
    if (bytes.size() != 2) {
      throw wrong("version", "must be two bytes");
    }
    return bytes.getFirst() | (bytes.getLast() << 8);
  }

  private ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw wrong("zone", "must be one such as Asia/Shanghai: " + text);
    }
  }

  private <E extends Enum<E>> E word(String field, String text, Class<E> of) {
    try {
      return Enum.valueOf(of, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw wrong(field, "does not know " + text);
    }
  }

  private int code(String field, String text) {
    try {
      int code = Integer.decode(text);
      if (code >= 0 && code <= MAX_CODE) {
        return code;
      }
    } catch (NumberFormatException e) {
      throw wrong(field, "has a number that is none: " + text);
    }
    throw wrong(field, "must be 0 to 255: " + text);
  }

  private String text(String field, JsonParser in) {
    if (!in.currentToken().isScalarValue()) {
      throw wrong(field, "must be a plain value");
    }
    return in.getString();
  }

  private void expect(String field, JsonParser in, JsonToken wanted, String otherwise) {
    if (in.currentToken() != wanted) {
      throw wrong(field, otherwise);
    }
  }

  private IllegalArgumentException wrong(String field, String why) {
    return new IllegalArgumentException("profile " + file + ": " + field + " " + why);
  }
}
