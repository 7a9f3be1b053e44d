package io.fengsui.simulator.gb26875;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes an application data unit: type, number of objects, objects. */
final class Unit {
  private static final Charset CHARSET = Charset.forName("GB18030");
  private static final byte[] LEFTOVER = "\u6b8b\u7559ABC".getBytes(CHARSET);

  private final ByteBuffer out = ByteBuffer.allocate(Frame.MAX_DATA).order(ByteOrder.LITTLE_ENDIAN);
  private final Set<Quirk> quirks;

  private Unit(Set<Quirk> quirks) {
    this.quirks = quirks;
  }

  /**
   * The bytes of objects that are all of one type.
   *
   * @param type of the objects, for there may be none
   */
  static byte[] of(int type, List<? extends Report> objects, Set<Quirk> quirks) {
    var unit = new Unit(quirks);
    unit.bytes(type, objects.size());
    objects.forEach(object -> object.put(unit));
    return Arrays.copyOf(unit.out.array(), unit.out.position());
  }

  /** Numbers of one byte each. */
  Unit bytes(int... values) {
    for (int value : values) {
      out.put((byte) value);
    }
    return this;
  }

  /** A number, low byte first. */
  Unit number(int value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.put((byte) (value >> (Byte.SIZE * i)));
    }
    return this;
  }

  Unit part(Part part, int component) {
    return bytes(part.system(), part.number(), component)
        .number(part.zone(), 2)
        .number(part.point(), 2);
  }

  /** A state: a fire may come without the bit that says that all is normal. */
  Unit state(int word) {
    boolean alone = (word & Report.FIRE) != 0 && quirks.contains(Quirk.FIRE_ALONE);
    return number(alone ? word & ~Report.NORMAL : word, 2);
  }

  Unit time(@Nullable LocalDateTime time) {
    TimeTag.put(out, quirks.contains(Quirk.ZERO_TIMES) ? null : time);
    return this;
  }

  /** The time of the transmitter's own state, which some leave out. */
  Unit stateTime(LocalDateTime time) {
    return quirks.contains(Quirk.STATE_WITHOUT_TIME) ? this : time(time);
  }

  /** A text in a field of fixed length: what does not fit is cut off between two characters. */
  Unit text(String text, int length) {
    byte[] bytes = cut(text, length);
    var field = ByteBuffer.allocate(length).put(bytes);
    if (quirks.contains(Quirk.GARBAGE_AFTER_NUL) && field.remaining() > 1) {
      field.put((byte) 0);
      field.put(LEFTOVER, 0, Math.min(LEFTOVER.length, field.remaining()));
    }
    out.put(field.array());
    return this;
  }

  /** A text after its length. */
  Unit counted(String text) {
    byte[] bytes = cut(text, 0xFF);
    bytes(bytes.length);
    out.put(bytes);
    return this;
  }

  private static byte[] cut(String text, int length) {
    var rest = text;
    byte[] bytes = rest.getBytes(CHARSET);
    while (bytes.length > length) {
      rest = rest.substring(0, rest.offsetByCodePoints(rest.length(), -1));
      bytes = rest.getBytes(CHARSET);
    }
    return bytes;
  }
}
