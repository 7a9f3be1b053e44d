package io.fengsui.hub.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Why an alarm is not what it says. */
public enum Mark {
  /** Its devices are in a walk test: only the installer hears of it. */
  TEST(true),
  /** Its device is bypassed: it is recorded and no more. */
  BYPASSED(true),
  /** The hub raised it itself, to see that it comes through; it goes the whole way. */
  DRILL(false);

  private final boolean putAside;

  Mark(boolean putAside) {
    this.putAside = putAside;
  }

  /** Whether the event is closed as soon as it is there. */
  public boolean putsAside() {
    return putAside;
  }

  /** As in JSON and the database. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Mark of(String key) {
    return Arrays.stream(values())
        .filter(mark -> mark.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no mark is called " + key));
  }
}
