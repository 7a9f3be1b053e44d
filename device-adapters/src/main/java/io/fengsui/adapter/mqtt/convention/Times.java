package io.fengsui.adapter.mqtt.convention;

import io.fengsui.adapter.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Times as devices write them. */
public final class Times {

  private Times() {}

  /** Milliseconds since 1970, or ISO 8601 with a zone; null for what is no time, or none. */
  public static @Nullable Instant of(@Nullable Node node) {
    return switch (node) {
      case Node.Amount(double millis) -> ofMillis(millis);
      case Node.Text(String text) when text.length() <= 40 -> ofText(text);
      case null, default -> null;
    };
  }

  /** Null where it is no time since 1970. */
  public static @Nullable Instant ofMillis(double millis) {
    return millis > 0 && millis <= Json.LAST_TIME ? Instant.ofEpochMilli((long) millis) : null;
  }

  private static @Nullable Instant ofText(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
