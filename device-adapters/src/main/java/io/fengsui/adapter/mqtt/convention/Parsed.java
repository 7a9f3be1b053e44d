package io.fengsui.adapter.mqtt.convention;

import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Receipt.Rejected;
import io.fengsui.adapter.json.Json;
import io.fengsui.adapter.json.Utf8;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;

/** Bytes read as JSON. Pure; any bytes give one or the other. */
public sealed interface Parsed {

  record Good(Node node) implements Parsed {}

  record Bad(Rejected why) implements Parsed {}

  /** Reads the whole of it; nesting and length are bounded. */
  static Parsed of(byte[] payload) {
    if (payload.length > Publish.MAX_PAYLOAD) {
      return bad(Reason.TOO_LARGE, "the payload is larger than 256 KiB");
    }
    if (!Utf8.isWellFormed(payload, payload.length)) {
      return bad(Reason.MALFORMED, "the payload is not UTF-8");
    }
    try (JsonParser in = Json.FACTORY.createParser(ObjectReadContext.empty(), payload)) {
      JsonToken first = in.nextToken();
      if (first == null) {
        return bad(Reason.MALFORMED, "the payload is empty");
      }
      Node node = node(in, first);
      return in.nextToken() == null
          ? new Good(node)
          : bad(Reason.MALFORMED, "something follows the JSON");
    } catch (StreamConstraintsException e) {
      return bad(
          Reason.TOO_LARGE, "the payload is nested too deeply, or a name or number is too long");
    } catch (JacksonException e) {
      return bad(Reason.MALFORMED, "the payload is not JSON");
    }
  }

  private static Bad bad(Reason reason, String why) {
    return new Bad(new Rejected(reason, why));
  }

  private static Node node(JsonParser in, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> members(in);
      case START_ARRAY -> elements(in);
      case VALUE_STRING -> new Node.Text(in.getString());
      case VALUE_TRUE -> new Node.Bool(true);
      case VALUE_FALSE -> new Node.Bool(false);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Amount(in.getDoubleValue());
      default -> Node.Null.INSTANCE;
    };
  }

  private static Node members(JsonParser in) {
    Map<String, Node> all = new LinkedHashMap<>();
    String name;
    while ((name = in.nextName()) != null) {
      all.put(name, node(in, in.nextToken()));
    }
    return new Node.Members(all);
  }

  private static Node elements(JsonParser in) {
    List<Node> all = new ArrayList<>();
    JsonToken token;
    while ((token = in.nextToken()) != null && token != JsonToken.END_ARRAY) {
      all.add(node(in, token));
    }
    return new Node.Elements(all);
  }
}
