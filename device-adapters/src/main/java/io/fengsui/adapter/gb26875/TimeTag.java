package io.fengsui.adapter.gb26875;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Second, minute, hour, day, month and year since 2000, a byte each, in the device's zone (clause
 * 6.2.4).
 *
 * @param bits the six bytes as one number, low byte first
 */
record TimeTag(long bits) {

  static final int LENGTH = 6;
  static final TimeTag NONE = new TimeTag(0);

  /** The standard is of 2011; a clock that shows less, or a time long to come, was never set. */
  private static final int FIRST_YEAR = 11;

  private static final int LAST_YEAR = 79;
  private static final int CENTURY = 2000;

  static TimeTag at(byte[] bytes, int offset) {
    return new TimeTag(Bytes.number(bytes, offset, LENGTH));
  }

  static TimeTag of(Instant time, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(time, zone);
    byte[] bytes = {
      (byte) local.getSecond(),
      (byte) local.getMinute(),
      (byte) local.getHour(),
      (byte) local.getDayOfMonth(),
      (byte) local.getMonthValue(),
      (byte) (local.getYear() - CENTURY)
    };
    return at(bytes, 0);
  }

  void put(byte[] bytes, int offset) {
    Bytes.put(bytes, offset, bits, LENGTH);
  }

  /** The moment, null if the tag is none or of a clock that was never set (R11). */
  @Nullable Instant instant(ZoneId zone) {
    LocalDateTime local = local();
    return local == null ? null : local.atZone(zone).toInstant();
  }

  private @Nullable LocalDateTime local() {
    int year = part(5);
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      return null;
    }
    try {
      return LocalDateTime.of(CENTURY + year, part(4), part(3), part(2), part(1), part(0));
    } catch (DateTimeException never) {
      return null;
    }
  }

  private int part(int index) {
    return (int) (bits >>> (8 * index)) & 0xFF;
  }
}
