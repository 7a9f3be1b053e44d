package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Receipt.Rejected;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.json.Json;
import io.fengsui.adapter.json.Readings;
import io.fengsui.adapter.json.Utf8;
import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Hub-native JSON to messages. Pure: no I/O, no clock; any bytes give a {@link Decoded}, never an
 * exception. Keeps buffers and a table of names, so each thread has its own.
 */
public final class MqttCodec {

  private static final int MAX_DESCRIPTION = 16;
  private static final int MAX_DESCRIPTION_LENGTH = 200;
  private static final int MAX_TYPE_LENGTH = 64;
  private static final int INITIAL_BYTES = 1024;

  private final Readings readings = new Readings();
  private final Map<String, String> texts = new HashMap<>();
  private byte[] bytes = new byte[INITIAL_BYTES];
  private @Nullable Instant time;

  /** Decodes the readable bytes of a publish; leaves the buffer's indexes alone. */
  public Decoded decode(MqttTopic topic, ByteBuf payload, boolean retained) {
    int length = payload.readableBytes();
    if (bytes.length < length) {
      bytes = new byte[Math.max(length, bytes.length * 2)];
    }
    payload.getBytes(payload.readerIndex(), bytes, 0, length);
    return decode(topic, bytes, length, retained);
  }

  /** Decodes the first bytes of an array. */
  public Decoded decode(MqttTopic topic, byte[] payload, int length, boolean retained) {
    if (length == 0) {
      return retained ? Decoded.Nothing.INSTANCE : malformed("the payload is empty");
    }
    if (!Utf8.isWellFormed(payload, length)) {
      return malformed("the payload is not UTF-8");
    }
    readings.clear();
    texts.clear();
    time = null;
    try (JsonParser in = Json.FACTORY.createParser(ObjectReadContext.empty(), payload, 0, length)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return malformed("the payload is not a JSON object");
      }
      return switch (topic.kind()) {
        case TELEMETRY -> telemetry(topic, in, retained);
        case EVENT -> event(topic, in, retained);
        case STATUS -> status(topic, in, retained);
        case RESULT -> result(in);
        case COMMAND -> malformed("devices subscribe to cmd and do not publish to it");
      };
    } catch (StreamConstraintsException e) {
      return new Decoded.Malformed(
          Reason.TOO_LARGE, "the payload is nested too deeply, or a name or number is too long");
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      return malformed("the payload is not JSON" + (at == null ? "" : " at byte " + offset(at)));
    }
  }

  private static long offset(TokenStreamLocation location) {
    return Math.max(0, location.getByteOffset());
  }

  private Decoded telemetry(MqttTopic topic, JsonParser in, boolean retained) {
    String name;
    while ((name = in.nextName()) != null) {
      JsonToken token = in.nextToken();
      if (name.equals("ts")) {
        time(in, token);
      } else if (name.equals("values") && token == JsonToken.START_OBJECT) {
        readings.members(in, "");
      } else {
        readings.member(in, token, name);
      }
    }
    if (in.nextToken() != null) {
      return trailing();
    }
    if (readings.isEmpty()) {
      Decoded.Malformed fault = fault();
      return fault == null ? Decoded.Nothing.INSTANCE : fault;
    }
    markRetained(retained);
    return message(new Telemetry(topic.device(), time, readings.taken()));
  }

  private Decoded event(MqttTopic topic, JsonParser in, boolean retained) {
    String type = "";
    String name;
    while ((name = in.nextName()) != null) {
      JsonToken token = in.nextToken();
      switch (name) {
        case "ts" -> time(in, token);
        case "type" -> type = token == JsonToken.VALUE_STRING ? in.getString() : "";
        case "state", "point" -> detail(in, token, name);
        default -> readings.member(in, token, name);
      }
    }
    if (in.nextToken() != null) {
      return trailing();
    }
    if (!isWord(type)) {
      return malformed("an event needs a \"type\" of letters, digits, dot, dash or underscore");
    }
    markRetained(retained);
    return message(new Occurrence(topic.device(), time, type, readings.taken()));
  }

  private Decoded status(MqttTopic topic, JsonParser in, boolean retained) {
    String state = "";
    String name;
    while ((name = in.nextName()) != null) {
      JsonToken token = in.nextToken();
      switch (name) {
        case "ts" -> time(in, token);
        case "state" -> state = token == JsonToken.VALUE_STRING ? in.getString() : "";
        default -> describe(in, token, name);
      }
    }
    if (in.nextToken() != null) {
      return trailing();
    }
    boolean online = state.equals("online");
    if (!online && !state.equals("offline")) {
      return malformed("a status needs \"state\":\"online\" or \"offline\"");
    }
    if (retained) {
      texts.put("retained", "true");
    }
    return message(new Presence(topic.device(), time, online, texts));
  }

  private Decoded result(JsonParser in) {
    String id = "";
    String state = "";
    String detail = "";
    String name;
    while ((name = in.nextName()) != null) {
      JsonToken token = in.nextToken();
      switch (name) {
        case "id" -> id = token == JsonToken.VALUE_STRING ? in.getString() : "";
        case "state" -> state = token == JsonToken.VALUE_STRING ? in.getString() : "";
        case "detail" -> detail = token == JsonToken.VALUE_STRING ? in.getString() : "";
        case "values" -> {
          if (token == JsonToken.START_OBJECT) {
            readings.members(in, "");
          } else {
            in.skipChildren();
          }
        }
        default -> in.skipChildren();
      }
    }
    if (in.nextToken() != null) {
      return trailing();
    }
    if (id.isEmpty()) {
      return malformed("a command's result needs the \"id\" of the command");
    }
    return switch (state) {
      case "done" -> new Decoded.Answer(id, new CommandOutcome.Done(readings.taken()));
      case "refused" -> new Decoded.Answer(id, new CommandOutcome.Refused(cut(detail)));
      default -> malformed("a command's result needs \"state\":\"done\" or \"refused\"");
    };
  }

  /** Whole milliseconds; zero and null are how devices without a clock write "unknown". */
  private void time(JsonParser in, JsonToken token) {
    double millis =
        switch (token) {
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getDoubleValue();
          case VALUE_NULL -> 0;
          default -> Double.NaN;
        };
    if (millis > 0 && millis <= Json.LAST_TIME) {
      time = Instant.ofEpochMilli((long) millis);
    } else if (millis != 0) {
      in.skipChildren();
      readings.refuse(Reason.OUT_OF_RANGE, "ts", "is not a time in ms since 1970");
    }
  }

  private void detail(JsonParser in, JsonToken token, String name) {
    if (token == JsonToken.VALUE_STRING) {
      Value text = readings.text(in.getString(), name);
      if (text != null) {
        readings.put(name, text);
      }
    } else {
      readings.member(in, token, name);
    }
  }

  private void describe(JsonParser in, JsonToken token, String name) {
    if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
      if (texts.size() < MAX_DESCRIPTION && name.length() <= MAX_TYPE_LENGTH) {
        texts.put(name, cut(in.getString()));
      }
    } else {
      in.skipChildren();
    }
  }

  private void markRetained(boolean retained) {
    if (retained) {
      readings.put("ext.retained", new Value.Flag(true));
    }
  }

  private Decoded message(DeviceMessage message) {
    return new Decoded.Message(message, fault());
  }

  private Decoded.@Nullable Malformed fault() {
    Rejected fault = readings.fault();
    return fault == null ? null : new Decoded.Malformed(fault.reason(), fault.detail());
  }

  private static boolean isWord(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_TYPE_LENGTH
        && text.chars()
            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0));
  }

  private static String cut(String text) {
    return text.length() <= MAX_DESCRIPTION_LENGTH
        ? text
        : text.substring(0, MAX_DESCRIPTION_LENGTH);
  }

  private static Decoded trailing() {
    return malformed("something follows the JSON object");
  }

  private static Decoded malformed(String detail) {
    return new Decoded.Malformed(Reason.MALFORMED, detail);
  }
}
