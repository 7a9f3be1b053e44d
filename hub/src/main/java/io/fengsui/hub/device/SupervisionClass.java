package io.fengsui.hub.device;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The longest time after which the hub must have reported that it can no longer hear a device.
 *
 * <p>The steps are those used in alarm transmission practice.
 */
public enum SupervisionClass {
  S20("20s", Duration.ofSeconds(20)),
  S90("90s", Duration.ofSeconds(90)),
  S180("180s", Duration.ofMinutes(3)),
  M30("30m", Duration.ofMinutes(30)),
  H25("25h", Duration.ofHours(25));

  private static final Duration LONGEST_TELLING = Duration.ofSeconds(10);

  private final String key;
  private final Duration limit;

  SupervisionClass(String key, Duration limit) {
    this.key = key;
    this.limit = limit;
  }

  /** The class with a key; empty if there is none. */
  public static Optional<SupervisionClass> of(String key) {
    return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
  }

  /** As written in settings, JSON and on the command line: {@code 20s … 25h}. */
  public String key() {
    return key;
  }

  /** The reporting time. */
  public Duration limit() {
    return limit;
  }

  /**
   * How long a device may say nothing before it counts as silent: shorter than the limit by a tenth
   * of it, at most ten seconds, so that the event is stored and told within the limit.
   */
  public Duration silentAfter() {
    Duration tenth = limit.dividedBy(10);
    return limit.minus(tenth.compareTo(LONGEST_TELLING) < 0 ? tenth : LONGEST_TELLING);
  }
}
