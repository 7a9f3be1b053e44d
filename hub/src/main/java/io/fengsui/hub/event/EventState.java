package io.fengsui.hub.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Where an incident stands with the people who deal with it. */
public enum EventState {
  RAISED,
  ACCEPTED,
  ON_SITE,
  RESOLVED,
  VERIFIED,
  REJECTED;

  /** As in JSON and the database: {@code raised}, {@code on-site} and so on. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether nothing remains to be done by an officer. */
  public boolean closed() {
    return this == RESOLVED || this == VERIFIED || this == REJECTED;
  }

  /**
   * The state with a key.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static EventState of(String key) {
    return Arrays.stream(values())
        .filter(state -> state.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no event state is called " + key));
  }
}
