package io.fengsui.simulator.gb26875;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Six bytes of time: second, minute, hour, day, month, year since 2000. Binary, local, no zone. */
final class TimeTag {
  static final int LENGTH = 6;
  private static final int CENTURY = 2000;

  private TimeTag() {}

  /** Writes a time; none is six zeros. */
  static void put(ByteBuffer out, @Nullable LocalDateTime time) {
    if (time == null) {
      out.put(new byte[LENGTH]);
      return;
    }
    out.put((byte) time.getSecond());
    out.put((byte) time.getMinute());
    out.put((byte) time.getHour());
    out.put((byte) time.getDayOfMonth());
    out.put((byte) time.getMonthValue());
    out.put((byte) (time.getYear() - CENTURY));
  }

  /** Reads a time; null if the six bytes are none. */
  static @Nullable LocalDateTime get(ByteBuffer in) {
    int second = in.get();
    int minute = in.get();
    int hour = in.get();
    int day = in.get();
    int month = in.get();
    int year = CENTURY + (in.get() & 0xFF);
    try {
      return LocalDateTime.of(year, month, day, hour, minute, second);
    } catch (DateTimeException notOne) {
      return null;
    }
  }
}
