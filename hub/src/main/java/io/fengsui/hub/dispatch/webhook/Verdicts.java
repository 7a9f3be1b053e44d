package io.fengsui.hub.dispatch.webhook;

import io.fengsui.hub.dispatch.Delivery;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a receiver's answer means. Pure. */
final class Verdicts {
  private static final Duration LONGEST_WISH = Duration.ofHours(1);

  private Verdicts() {}

  static Delivery of(int status, HttpHeaders headers, String text, Instant now) {
    if (status >= 200 && status < 300) {
      return new Delivery.Delivered("");
    }
    String reason = ("answered " + status + " " + text).strip();
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      return new Delivery.Retry(
          reason, headers.firstValue("Retry-After").flatMap(wish -> wish(wish, now)));
    }
    if (status >= 300 && status < 400) {
      return new Delivery.Refused(reason + " (redirects are not followed: set the final address)");
    }
    return new Delivery.Refused(reason);
  }

  /** Seconds or an HTTP date; what cannot be read is no wish. */
  private static Optional<Duration> wish(String value, Instant now) {
    try {
      Duration wish =
          value.chars().allMatch(Character::isDigit)
              ? Duration.ofSeconds(Long.parseLong(value))
              : Duration.between(
                  now, ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
      if (wish.isNegative()) {
        return Optional.empty();
      }
      return Optional.of(wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH);
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
