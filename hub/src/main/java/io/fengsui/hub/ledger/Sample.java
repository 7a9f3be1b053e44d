package io.fengsui.hub.ledger;

import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Raw;
import java.util.Arrays;

/**
 * What came, as it is kept. Bounded.
 *
 * @param source for raw input where it came from, in its protocol's words; empty for a message
 * @param bytes raw input, or a decoded message as UTF-8 JSON
 * @param whole false if something was cut off, so that it cannot be replayed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Sample(Kind kind, String source, byte[] bytes, boolean whole) {

  /** What the bytes are. */
  public enum Kind {
    RAW,
    MESSAGE
  }

  /** Input that was not decoded. */
  public static Sample of(Raw raw) {
    return new Sample(Kind.RAW, raw.source(), raw.bytes(), raw.whole());
  }

  /** A message that was decoded and not taken. */
  public static Sample of(DeviceMessage message) {
    byte[] json = MessageJson.write(message);
    return json.length <= Raw.MAX_BYTES
        ? new Sample(Kind.MESSAGE, "", json, true)
        : new Sample(Kind.MESSAGE, "", Arrays.copyOf(json, Raw.MAX_BYTES), false);
  }

  /** The raw input again. */
  Raw raw() {
    return new Raw(source, bytes, whole);
  }
}
