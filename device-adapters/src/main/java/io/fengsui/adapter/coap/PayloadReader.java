package io.fengsui.adapter.coap;

import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Receipt.Rejected;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.binary.Layout;
import io.fengsui.adapter.json.Cbor;
import io.fengsui.adapter.json.Json;
import io.fengsui.adapter.json.Readings;
import io.fengsui.adapter.json.Utf8;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Bodies to readings: ThingsBoard's forms {@code {"smoke":1}}, {@code {"ts":…,"values":{…}}} and
 * lists of either, as JSON or CBOR; vendors' bytes. Pure: no I/O, no clock, never throws. Not
 * thread-safe.
 */
final class PayloadReader {

  static final int MAX_SAMPLES = 256;
  private static final int MAX_IDENTITY = 128;

  /**
   * Readings of one time.
   *
   * @param time the device's own, null if it gave none
   */
  record Sample(@Nullable Instant time, Map<String, Value> readings) {}

  /**
   * What a body says.
   *
   * @param identity who it says it is, empty if it does not
   * @param samples in the body's order; empty if it says nothing
   * @param loss the first thing that could not be taken, null if all could
   */
  record Content(String identity, List<Sample> samples, @Nullable Rejected loss) {}

  private final Readings readings = new Readings();
  private final List<Sample> samples = new ArrayList<>();
  private @Nullable Rejected loss;
  private String identity = "";

  Content octets(Layout layout, byte[] bytes) {
    Layout.Content content = layout.read(bytes);
    List<Sample> one =
        content.readings().isEmpty() ? List.of() : List.of(new Sample(null, content.readings()));
    return new Content(content.identity(), one, content.loss());
  }

  Content cbor(byte[] bytes, @Nullable String identityMember) {
    byte[] json = Cbor.toJson(bytes);
    return json == null ? malformed("the payload is not CBOR") : json(json, identityMember);
  }

  Content json(byte[] bytes, @Nullable String identityMember) {
    samples.clear();
    loss = null;
    identity = "";
    if (!Utf8.isWellFormed(bytes, bytes.length)) {
      return malformed("the payload is not UTF-8");
    }
    try (JsonParser in = Json.FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      JsonToken first = in.nextToken();
      if (first == JsonToken.START_ARRAY) {
        while (in.nextToken() == JsonToken.START_OBJECT) {
          sample(in, identityMember);
        }
      } else if (first == JsonToken.START_OBJECT) {
        sample(in, identityMember);
      } else {
        return malformed("the payload is not a JSON object or a list of them");
      }
      boolean closed =
          in.currentToken() == JsonToken.END_ARRAY || in.currentToken() == JsonToken.END_OBJECT;
      if (!closed || in.nextToken() != null) {
        return malformed("the payload is not one JSON object or a list of them");
      }
      return new Content(identity, List.copyOf(samples), loss);
    } catch (StreamConstraintsException e) {
      return new Content(
          "",
          List.of(),
          new Rejected(
              Reason.TOO_LARGE, "the payload is nested too deeply, or a name is too long"));
    } catch (JacksonException e) {
      return malformed("the payload is not JSON");
    }
  }

  private void sample(JsonParser in, @Nullable String identityMember) {
    readings.clear();
    Instant time = null;
    String name;
    while ((name = in.nextName()) != null) {
      JsonToken token = in.nextToken();
      if (name.equals("ts")) {
        time = time(in, token);
      } else if (name.equals("values") && token == JsonToken.START_OBJECT) {
        readings.members(in, "");
      } else if (name.equals(identityMember)) {
        identity = token.isScalarValue() ? in.getString() : "";
        in.skipChildren();
      } else {
        readings.member(in, token, name);
      }
    }
    loss = loss == null ? readings.fault() : loss;
    if (readings.isEmpty()) {
      return;
    }
    if (samples.size() < MAX_SAMPLES) {
      samples.add(new Sample(time, readings.taken()));
    } else if (loss == null) {
      loss = new Rejected(Reason.TOO_LARGE, "more than " + MAX_SAMPLES + " entries in one body");
    }
    if (identity.length() > MAX_IDENTITY) {
      identity = "";
    }
  }

  /** Whole milliseconds; zero and null are how devices without a clock write "unknown". */
  private @Nullable Instant time(JsonParser in, JsonToken token) {
    double millis =
        switch (token) {
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getDoubleValue();
          case VALUE_NULL -> 0;
          default -> Double.NaN;
        };
    if (millis > 0 && millis <= Json.LAST_TIME) {
      return Instant.ofEpochMilli((long) millis);
    }
    if (millis != 0) {
      in.skipChildren();
      readings.refuse(Reason.OUT_OF_RANGE, "ts", "is not a time in ms since 1970");
    }
    return null;
  }

  private static Content malformed(String detail) {
    return new Content("", List.of(), new Rejected(Reason.MALFORMED, detail));
  }
}
