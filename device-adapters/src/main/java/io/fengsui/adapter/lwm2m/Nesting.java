package io.fengsui.adapter.lwm2m;

import org.eclipse.leshan.core.request.ContentFormat;
import org.jspecify.annotations.Nullable;

/**
 * How deep a payload is nested, found without decoding it. LwM2M needs an object instance, a
 * resource and a resource instance, and SenML a list of maps. The CBOR reader has a bound of its
 * own.
 */
final class Nesting {

  private static final int MAX_TLV = 4;
  private static final int MAX_JSON = 8;
  private static final int OLD_TLV = 1542;
  private static final int OLD_JSON = 1543;

  private Nesting() {}

  static boolean isTooDeep(byte[] content, @Nullable ContentFormat format) {
    if (format == null) {
      return false;
    }
    int code = format.getCode();
    if (code == ContentFormat.TLV.getCode() || code == OLD_TLV) {
      return tlv(content, 0, content.length, 1) > MAX_TLV;
    }
    boolean json =
        code == ContentFormat.JSON.getCode()
            || code == ContentFormat.SENML_JSON.getCode()
            || code == OLD_JSON;
    return json && json(content) > MAX_JSON;
  }

  /** Follows what claims to hold others, no deeper than one beyond what is allowed. */
  private static int tlv(byte[] bytes, int from, int to, int depth) {
    if (depth > MAX_TLV) {
      return depth;
    }
    int deepest = depth;
    int at = from;
    while (at < to) {
      int type = bytes[at] & 0xff;
      int start = at + 1 + ((type & 0x20) == 0 ? 1 : 2);
      int sizeBytes = type >> 3 & 3;
      if (start + sizeBytes > to) {
        return deepest;
      }
      long length = type & 7;
      for (int i = 0; i < sizeBytes; i++) {
        length = (i == 0 ? 0 : length << Byte.SIZE) | (bytes[start + i] & 0xff);
      }
      start += sizeBytes;
      if (length > to - start) {
        return deepest;
      }
      int kind = type >> 6;
      if (kind == 0 || kind == 2) {
        deepest = Math.max(deepest, tlv(bytes, start, start + (int) length, depth + 1));
      }
      at = start + (int) length;
    }
    return deepest;
  }

  private static int json(byte[] bytes) {
    int depth = 0;
    int deepest = 0;
    boolean text = false;
    for (int i = 0; i < bytes.length; i++) {
      switch (bytes[i]) {
        case '\\' -> i += text ? 1 : 0;
        case '"' -> text = !text;
        case '[', '{' -> deepest = text ? deepest : Math.max(deepest, ++depth);
        case ']', '}' -> depth -= text ? 0 : 1;
        default -> {}
      }
    }
    return deepest;
  }
}
