package io.fengsui.hub.dispatch.desk;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an officer has to do about one event; the row of table {@code task}.
 *
 * @param event id of the event; no two tasks have the same
 * @param assignee account that accepted it; null while open
 * @param outcome how it ended; null until closed
 * @param reason why it ended so; null until closed
 * @param closedBy account that closed it
 * @param version one more with each change
 */
public record Task(
    long id,
    String event,
    State state,
    @Nullable String assignee,
    Instant createdAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant arrivedAt,
    @Nullable Instant closedAt,
    @Nullable Outcome outcome,
    @Nullable String reason,
    @Nullable String closedBy,
    int version) {

  /** How far it got. */
  public enum State {
    OPEN,
    ACCEPTED,
    ON_SITE,
    CLOSED;

    /** As in JSON and the database. */
    @JsonValue
    public String key() {
      return Task.key(this);
    }

    @JsonCreator
    static State of(String key) {
      return find(values(), key);
    }
  }

  /** How it ended. */
  public enum Outcome {
    RESOLVED,
    FALSE_ALARM,
    DRILL,
    DUPLICATE;

    /** As in JSON and the database. */
    @JsonValue
    public String key() {
      return Task.key(this);
    }

    /**
     * The outcome with a key.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static Outcome of(String key) {
      return find(values(), key);
    }
  }

  private static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> E find(E[] constants, String key) {
    return Arrays.stream(constants)
        .filter(constant -> key(constant).equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown: " + key));
  }
}
