package io.fengsui.adapter.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * CBOR (RFC 8949) that says what JSON can say, to JSON, so that there is one reader for both. Keys
 * are texts or whole numbers; byte strings become hexadecimal text; tags are skipped. Never reads
 * past the bytes and allocates nothing by a length it has not checked.
 */
public final class Cbor {

  private static final int MAX_DEPTH = 16;
  private static final int INDEFINITE = 31;
  private static final int BREAK = 0xff;

  /** Not CBOR, or none that JSON can say. */
  private static final class NoCbor extends Exception {
    private static final long serialVersionUID = 1;

    NoCbor() {
      super("not CBOR", null, false, false);
    }
  }

  private final byte[] bytes;
  private final JsonGenerator out;
  private int at;

  private Cbor(byte[] bytes, JsonGenerator out) {
    this.bytes = bytes;
    this.out = out;
  }

  /** The same as JSON; null if the bytes are not one whole item that JSON can say. */
  public static byte @Nullable [] toJson(byte[] bytes) {
    var json = new ByteArrayOutputStream(2 * bytes.length + 16);
    try (JsonGenerator out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), json)) {
      var reader = new Cbor(bytes, out);
      reader.item(0);
      if (reader.at != bytes.length) {
        return null;
      }
    } catch (NoCbor | JacksonException e) {
      return null;
    }
    return json.toByteArray();
  }

  private void item(int depth) throws NoCbor {
    int head = next();
    int major = head >> 5;
    int info = head & 31;
    switch (major) {
      case 0 -> out.writeNumber(positive(info));
      case 1 -> out.writeNumber(-1 - positive(info));
      case 2 -> out.writeString(HexFormat.of().formatHex(string(info)));
      case 3 -> out.writeString(text(info));
      case 4 -> list(info, depth + 1);
      case 5 -> object(info, depth + 1);
      case 6 -> {
        positive(info);
        if (depth >= MAX_DEPTH) {
          throw new NoCbor();
        }
        item(depth + 1);
      }
      default -> simple(info);
    }
  }

  private void list(int info, int depth) throws NoCbor {
    long left = count(info, depth);
    out.writeStartArray();
    while (more(left, info)) {
      item(depth);
      left--;
    }
    out.writeEndArray();
  }

  private void object(int info, int depth) throws NoCbor {
    long left = count(info, depth);
    out.writeStartObject();
    while (more(left, info)) {
      int head = next();
      switch (head >> 5) {
        case 0 -> out.writeName(Long.toString(positive(head & 31)));
        case 3 -> out.writeName(text(head & 31));
        default -> throw new NoCbor();
      }
      item(depth);
      left--;
    }
    out.writeEndObject();
  }

  private long count(int info, int depth) throws NoCbor {
    if (depth > MAX_DEPTH) {
      throw new NoCbor();
    }
    return info == INDEFINITE ? Long.MAX_VALUE : positive(info);
  }

  private boolean more(long left, int info) throws NoCbor {
    if (info == INDEFINITE && at < bytes.length && (bytes[at] & BREAK) == BREAK) {
      at++;
      return false;
    }
    return left > 0;
  }

  private void simple(int info) throws NoCbor {
    switch (info) {
      case 20 -> out.writeBoolean(false);
      case 21 -> out.writeBoolean(true);
      case 22, 23 -> out.writeNull();
      case 25 -> number(Float.float16ToFloat((short) big(2)));
      case 26 -> number(Float.intBitsToFloat((int) big(4)));
      case 27 -> number(Double.longBitsToDouble(big(8)));
      default -> throw new NoCbor();
    }
  }

  /** What is no number stands as null: nothing was measured. */
  private void number(double value) {
    if (Double.isFinite(value)) {
      out.writeNumber(value);
    } else {
      out.writeNull();
    }
  }

  private String text(int info) throws NoCbor {
    byte[] part = string(info);
    if (!Utf8.isWellFormed(part, part.length)) {
      throw new NoCbor();
    }
    return new String(part, StandardCharsets.UTF_8);
  }

  private byte[] string(int info) throws NoCbor {
    long length = positive(info);
    if (length > bytes.length - at) {
      throw new NoCbor();
    }
    int from = at;
    at += (int) length;
    return Arrays.copyOfRange(bytes, from, at);
  }

  /** The head's argument, which must fit a long. */
  private long positive(int info) throws NoCbor {
    long value =
        switch (info) {
          case 24 -> next();
          case 25 -> big(2);
          case 26 -> big(4);
          case 27 -> big(8);
          default -> info;
        };
    if (value < 0 || info > 27) {
      throw new NoCbor();
    }
    return value;
  }

  private long big(int size) throws NoCbor {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << Byte.SIZE | next();
    }
    return value;
  }

  private int next() throws NoCbor {
    if (at >= bytes.length) {
      throw new NoCbor();
    }
    return bytes[at++] & 0xff;
  }
}
