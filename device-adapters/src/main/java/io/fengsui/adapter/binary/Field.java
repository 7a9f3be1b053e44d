package io.fengsui.adapter.binary;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One value in a payload. What is left out (null) takes its default.
 *
 * @param metric name or alias of the metric; outside the vocabulary it is kept as {@code
 *     ext.<name>}
 * @param at first byte, from 0; negative counts from the payload's end
 * @param type default {@code u8}
 * @param bit makes a flag of one bit, 0 the lowest; absent: the whole value
 * @param scale the value is multiplied by it; default 1
 * @param plus added after scaling; default 0
 * @param absent the raw value that means "not measured"
 */
public record Field(
    String metric,
    Integer at,
    Type type,
    @Nullable Integer bit,
    Double scale,
    Double plus,
    @Nullable Long absent) {

  /** How the bytes are to be read. */
  public enum Type {
    U8(1),
    I8(1),
    U16(2),
    I16(2),
    U32(4),
    I32(4),
    F32(4);

    final int size;

    Type(int size) {
      this.size = size;
    }
  }

  public Field {
    Objects.requireNonNull(metric, "a field needs its metric");
    Objects.requireNonNull(at, "a field needs at, the place of its first byte");
    type = Objects.requireNonNullElse(type, Type.U8);
    scale = Objects.requireNonNullElse(scale, 1.0);
    plus = Objects.requireNonNullElse(plus, 0.0);
    if (bit != null && (bit < 0 || bit >= type.size * Byte.SIZE || type == Type.F32)) {
      throw new IllegalArgumentException("field %s: %s has no bit %d".formatted(metric, type, bit));
    }
  }
}
