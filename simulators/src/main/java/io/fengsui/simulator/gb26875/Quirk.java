package io.fengsui.simulator.gb26875;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What real transmitters do otherwise than the standard says. */
public enum Quirk {
  /** The version bytes are {@code 10 00} instead of {@code 01 01}. */
  VERSION_10_00,
  /** Every frame has serial number 0; there is then one at a time. */
  SERIAL_ZERO,
  /** All times are six zeros. */
  ZERO_TIMES,
  /** The source address is all zeros. */
  SOURCE_ZERO,
  /** Fire without the bit for normal operation: {@code 02 00}. */
  FIRE_ALONE,
  /** Leftovers of an earlier text follow the zero byte that ends a text. */
  GARBAGE_AFTER_NUL,
  /** The transmitter's own state comes without its time. */
  STATE_WITHOUT_TIME,
  /** Bytes that are no frame before each frame. */
  LEADING_GARBAGE,
  /** Now and then a wrong checksum; repeated until confirmed. */
  WRONG_CHECKSUM,
  /** Now and then the two end bytes are missing. */
  MISSING_END,
  /** Each frame comes in several TCP segments. */
  SPLIT,
  /** Two frames share a TCP segment: each is sent with the next. */
  MERGED,
  /** Each frame is sent twice. */
  TWICE;

  /** Whether it is about how frames are cut into pieces, which datagrams are not. */
  boolean needsStream() {
    return this == SPLIT || this == MERGED || this == TWICE || this == LEADING_GARBAGE;
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All, as they are written. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(values()).map(Quirk::toString).iterator();
    }
  }

  /** Reads what {@link #toString} writes. */
  public static final class Reader implements ITypeConverter<Quirk> {
    @Override
    public Quirk convert(String text) {
      return Arrays.stream(values())
          .filter(quirk -> quirk.toString().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is none of %s".formatted(text, String.join(", ", new Names()))));
    }
  }
}
