package io.fengsui.hub.proving.drill;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One drill in one street; the row of table {@code drill}. Times are the hub's.
 *
 * @param street empty for devices that are in no named one
 * @param device that the alarm is raised at
 * @param person who asked for it; {@code hub} for the daily one
 * @param dueAt when it was due; null for one by hand
 * @param storedAt when the alarm was on disk
 * @param eventAt when its event was seen
 * @param taskAt when the desk was seen to have it; null also where the desk is off
 * @param passed null while it is under way
 * @param reason where it did not come through, as {@link Halt#key}; null for one that passed
 * @param event id of its event
 */
public record Drill(
    String id,
    String street,
    String device,
    String person,
    @Nullable Instant dueAt,
    Instant beganAt,
    @Nullable Instant storedAt,
    @Nullable Instant eventAt,
    @Nullable Instant taskAt,
    @Nullable Instant endedAt,
    @Nullable Boolean passed,
    @Nullable String reason,
    @Nullable String event) {

  /** Where an alarm did not come through. */
  public enum Halt {
    /** It was not on disk in time. */
    BUS,
    /** The rules made no event of it in time. */
    EVENT,
    /** Its event did not reach the desk in time. */
    DESK,
    /** It was not over in time after it had come through. */
    OVER,
    /** The hub ended meanwhile; such a drill is made up for. */
    STOPPED;

    /** As in JSON and the database. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one with a key. */
    public static Optional<Halt> of(@Nullable String key) {
      return Arrays.stream(values()).filter(halt -> halt.key().equals(key)).findFirst();
    }
  }

  /** Whether it came through. */
  public boolean hasPassed() {
    return Boolean.TRUE.equals(passed);
  }
}
