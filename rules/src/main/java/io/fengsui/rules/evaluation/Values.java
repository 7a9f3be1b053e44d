package io.fengsui.rules.evaluation;

import io.fengsui.rules.Position;
import org.jspecify.annotations.Nullable;

/**
 * Values as one {@code long} each: a finite number is its own bits, and all else is one of the many
 * NaNs. So a number is compared without asking for its kind: NaN is above and below nothing.
 */
public final class Values {

  /** The metric was never reported. */
  public static final long NEVER = 0x7ff8_0000_0000_0001L;

  /** What was reported is neither a finite number nor a flag, a text or a position. */
  public static final long UNUSABLE = 0x7ff8_0000_0000_0002L;

  /** A flag that is not set. */
  public static final long OFF = 0x7ff8_0000_0000_0003L;

  /** A flag that is set. */
  public static final long ON = 0x7ff8_0000_0000_0004L;

  /** A text or a position, which is kept beside. */
  public static final long OBJECT = 0x7ff8_0000_0000_0005L;

  private static final int LONGEST_TEXT = 1000;

  private Values() {}

  /** A number, or {@link #UNUSABLE}. */
  public static long of(double number) {
    return Double.isFinite(number) ? Double.doubleToRawLongBits(number) : UNUSABLE;
  }

  /** A flag. */
  public static long of(boolean flag) {
    return flag ? ON : OFF;
  }

  /** Whatever a message may say. */
  public static long of(@Nullable Object value) {
    return switch (value) {
      case Double number -> of(number.doubleValue());
      case Boolean flag -> of(flag.booleanValue());
      case String _, Position _ -> OBJECT;
      case null, default -> UNUSABLE;
    };
  }

  /** What must be kept beside; of a text that is longer than any rule's, only the beginning. */
  public static @Nullable Object beside(@Nullable Object value) {
    return switch (value) {
      case String text when text.length() > LONGEST_TEXT -> text.substring(0, LONGEST_TEXT) + '…';
      case String text -> text;
      case Position(double latitude, double longitude)
          when Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ->
          value;
      case null, default -> null;
    };
  }

  /** Whether it is a finite number. */
  public static boolean isNumber(long bits) {
    return !Double.isNaN(Double.longBitsToDouble(bits));
  }
}
