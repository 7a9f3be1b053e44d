package io.fengsui.adapter.mqtt.convention.zigbee2mqtt;

import io.fengsui.adapter.json.Json;
import io.fengsui.adapter.mqtt.convention.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Reads {@code bridge/devices}, which has some ten kilobytes for each device, as it streams in. At
 * most {@link #MAX_DEVICES} are taken; what is not understood is passed over.
 */
final class BridgeDevices {

  static final int MAX_DEVICES = 5_000;
  private static final int MAX_SETTABLE = 32;
  private static final int MAX_WORD = 64;
  private static final int CAN_SET = 2;

  private final JsonParser in;
  private final List<ZigbeeDevice> devices = new ArrayList<>();

  private BridgeDevices(JsonParser in) {
    this.in = in;
  }

  /** The devices but for the coordinator and those that are disabled; empty if it is no list. */
  static Optional<List<ZigbeeDevice>> read(byte[] payload) {
    try (JsonParser in = Json.FACTORY.createParser(ObjectReadContext.empty(), payload)) {
      if (in.nextToken() != JsonToken.START_ARRAY) {
        return Optional.empty();
      }
      var reading = new BridgeDevices(in);
      JsonToken token;
      while ((token = in.nextToken()) != null && token != JsonToken.END_ARRAY) {
        reading.device(token);
      }
      return token == null ? Optional.empty() : Optional.of(List.copyOf(reading.devices));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private void device(JsonToken token) {
    if (token != JsonToken.START_OBJECT) {
      in.skipChildren();
      return;
    }
    Map<String, String> words = new HashMap<>();
    Map<String, Node> settable = new HashMap<>();
    boolean disabled = false;
    String name;
    while ((name = in.nextName()) != null) {
      JsonToken value = in.nextToken();
      switch (name) {
        case "ieee_address", "friendly_name", "type", "power_source", "software_build_id" ->
            word(words, name, value);
        case "disabled" -> disabled = value == JsonToken.VALUE_TRUE;
        case "definition" -> definition(value, words, settable);
        default -> in.skipChildren();
      }
    }
    String ieee = words.getOrDefault("ieee_address", "").toLowerCase(Locale.ROOT);
    boolean counts = !disabled && !"Coordinator".equals(words.get("type"));
    if (counts && !ieee.isEmpty() && devices.size() < MAX_DEVICES) {
      String called = words.getOrDefault("friendly_name", ieee);
      devices.add(new ZigbeeDevice(ieee, called, about(words), settable));
    }
  }

  private static Map<String, String> about(Map<String, String> words) {
    Map<String, String> about = new HashMap<>();
    about.put("convention", "zigbee2mqtt");
    copy(words, "friendly_name", about, "name");
    copy(words, "vendor", about, "manufacturer");
    copy(words, "model", about, "model");
    copy(words, "description", about, "description");
    copy(words, "power_source", about, "power");
    copy(words, "software_build_id", about, "firmware");
    return about;
  }

  private static void copy(
      Map<String, String> from, String name, Map<String, String> to, String as) {
    String word = from.getOrDefault(name, "");
    if (!word.isEmpty()) {
      to.put(as, word);
    }
  }

  private void word(Map<String, String> words, String name, JsonToken value) {
    if (value == JsonToken.VALUE_STRING && in.getString().length() <= 256) {
      words.put(name, in.getString());
    } else {
      in.skipChildren();
    }
  }

  private void definition(JsonToken token, Map<String, String> words, Map<String, Node> settable) {
    if (token != JsonToken.START_OBJECT) {
      in.skipChildren();
      return;
    }
    String name;
    while ((name = in.nextName()) != null) {
      JsonToken value = in.nextToken();
      switch (name) {
        case "model", "vendor", "description" -> word(words, name, value);
        case "exposes" -> exposes(value, settable);
        default -> in.skipChildren();
      }
    }
  }

  private void exposes(JsonToken token, Map<String, Node> settable) {
    if (token != JsonToken.START_ARRAY) {
      in.skipChildren();
      return;
    }
    JsonToken each;
    while ((each = in.nextToken()) != null && each != JsonToken.END_ARRAY) {
      if (each == JsonToken.START_OBJECT) {
        expose(settable);
      } else {
        in.skipChildren();
      }
    }
  }

  private void expose(Map<String, Node> settable) {
    String property = "";
    int access = 0;
    Node on = new Node.Bool(true);
    String name;
    while ((name = in.nextName()) != null) {
      JsonToken value = in.nextToken();
      switch (name) {
        case "property" -> property = value == JsonToken.VALUE_STRING ? in.getString() : "";
        case "access" ->
            access = value == JsonToken.VALUE_NUMBER_INT ? (int) in.getDoubleValue() : 0;
        case "value_on" -> on = scalar(value, on);
        case "values" -> on = firstOf(value, on);
        case "features" -> exposes(value, settable);
        default -> in.skipChildren();
      }
    }
    boolean fits = !property.isEmpty() && property.length() <= MAX_WORD;
    if ((access & CAN_SET) != 0 && fits && settable.size() < MAX_SETTABLE) {
      settable.put(property, on);
    }
  }

  private Node firstOf(JsonToken token, Node otherwise) {
    if (token != JsonToken.START_ARRAY) {
      in.skipChildren();
      return otherwise;
    }
    JsonToken each = in.nextToken();
    Node first = each == null ? otherwise : scalar(each, otherwise);
    while (each != null && each != JsonToken.END_ARRAY) {
      in.skipChildren();
      each = in.nextToken();
    }
    return first;
  }

  private Node scalar(JsonToken token, Node otherwise) {
    return switch (token) {
      case VALUE_TRUE -> new Node.Bool(true);
      case VALUE_FALSE -> new Node.Bool(false);
      case VALUE_STRING ->
          in.getString().length() <= MAX_WORD ? new Node.Text(in.getString()) : otherwise;
      default -> {
        in.skipChildren();
        yield otherwise;
      }
    };
  }
}
