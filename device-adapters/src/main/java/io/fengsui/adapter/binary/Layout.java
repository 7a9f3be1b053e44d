package io.fengsui.adapter.binary;

import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Receipt.Rejected;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.json.Readings;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one vendor lays out a payload. What is left out (null) takes its default.
 *
 * @param starts hexadecimal digits that the payload begins with; default none
 * @param minLength shortest payload in bytes; default 1. A field beyond the end is left out
 * @param littleEndian default false
 * @param checksum default none
 * @param identity where the sender stands; absent: the connection says who it is
 * @param fields at most {@value #MAX_FIELDS}
 */
public record Layout(
    String starts,
    Integer minLength,
    Boolean littleEndian,
    Checksum checksum,
    @Nullable Identity identity,
    List<Field> fields) {

  private static final int MAX_FIELDS = 128;

  /**
   * What a payload said.
   *
   * @param identity who it says it is; empty if the layout has no place for it
   * @param readings canonical names; may be empty
   * @param loss what could not be taken, null if all could
   */
  public record Content(String identity, Map<String, Value> readings, @Nullable Rejected loss) {}

  public Layout {
    starts = Objects.requireNonNullElse(starts, "").toLowerCase(Locale.ROOT);
    minLength = Objects.requireNonNullElse(minLength, 1);
    littleEndian = Objects.requireNonNullElse(littleEndian, false);
    checksum = Objects.requireNonNullElse(checksum, Checksum.NONE);
    fields = List.copyOf(Objects.requireNonNullElse(fields, List.of()));
    if (fields.isEmpty() || fields.size() > MAX_FIELDS) {
      throw new IllegalArgumentException("a layout needs 1 to 128 fields: " + fields.size());
    }
    HexFormat.of().parseHex(starts); // throws if it is none
  }

  /** Reads a payload; never throws, whatever the bytes are. Thread-safe. */
  public Content read(byte[] bytes) {
    byte[] start = HexFormat.of().parseHex(starts);
    if (bytes.length < Math.max(minLength, start.length)) {
      return nothing(Reason.MALFORMED, "the payload has only " + bytes.length + " bytes");
    }
    if (!Arrays.equals(start, Arrays.copyOf(bytes, start.length))) {
      return nothing(Reason.MALFORMED, "the payload does not begin with " + starts);
    }
    if (!checksum.fits(bytes)) {
      return nothing(Reason.MALFORMED, "the payload's checksum is wrong");
    }
    String who = "";
    if (identity != null) {
      who = identity.read(bytes).orElse("");
      if (who.isEmpty()) {
        return nothing(Reason.MALFORMED, "the payload does not say who sends it");
      }
    }
    var readings = new Readings();
    fields.forEach(field -> take(field, bytes, readings));
    return new Content(who, readings.taken(), readings.fault());
  }

  private void take(Field field, byte[] bytes, Readings readings) {
    int at = field.at() < 0 ? bytes.length + field.at() : field.at();
    if (at < 0 || field.type().size > bytes.length - at) {
      return;
    }
    long raw = raw(field, bytes, at);
    if (field.absent() != null && field.absent() == raw) {
      return;
    }
    if (field.bit() != null) {
      readings.flag(field.metric(), (raw >> field.bit() & 1) == 1);
    } else {
      double amount = field.type() == Field.Type.F32 ? Float.intBitsToFloat((int) raw) : raw;
      readings.number(field.metric(), amount * field.scale() + field.plus());
    }
  }

  private long raw(Field field, byte[] bytes, int at) {
    long value = 0;
    int size = field.type().size;
    for (int i = 0; i < size; i++) {
      int next = bytes[at + (littleEndian ? size - 1 - i : i)] & 0xff;
      value = value << Byte.SIZE | next;
    }
    return switch (field.type()) {
      case I8 -> (byte) value;
      case I16 -> (short) value;
      case I32 -> (int) value;
      case U8, U16, U32, F32 -> value;
    };
  }

  private static Content nothing(Reason reason, String detail) {
    return new Content("", Map.of(), new Rejected(reason, detail));
  }
}
