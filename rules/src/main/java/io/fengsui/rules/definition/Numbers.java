package io.fengsui.rules.definition;

import java.math.BigDecimal;

/** Numbers as people write them. */
final class Numbers {

  private static final int PLAIN_DIGITS = 16;

  private Numbers() {}

  /** The shortest text that reads as the same number: {@code 65}, {@code 0.15}, {@code 1E-20}. */
  static String text(double number) {
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    String plain = BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    return plain.length() <= PLAIN_DIGITS ? plain : Double.toString(number);
  }
}
