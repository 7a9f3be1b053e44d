package io.fengsui.hub.proving;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A walk test: for a while, alarms of a zone's points go to the installer only.
 *
 * @param until when it ends by itself
 * @param endedAt null while it lasts
 * @param endedBy an account, or {@code hub} at the end of its time
 */
public record WalkTest(
    String id,
    Zone zone,
    String person,
    Instant since,
    Instant until,
    @Nullable Instant endedAt,
    @Nullable String endedBy,
    List<Point> points) {

  public WalkTest {
    points = List.copyOf(points);
  }

  /** How a point did. */
  public enum Result {
    /** Its alarm came through. */
    PASSED,
    /** It spoke, but no alarm of it came. */
    HEARD,
    /** Nothing came of it at all. */
    UNTRIED
  }

  /**
   * One point.
   *
   * @param alarmAt when its alarm came through; null if none did
   * @param event id of the event
   */
  public record Point(
      String device, @Nullable Instant heardAt, @Nullable Instant alarmAt, @Nullable String event) {

    /** How it did. */
    public Result result() {
      return alarmAt != null ? Result.PASSED : heardAt != null ? Result.HEARD : Result.UNTRIED;
    }
  }

  /** How many passed. */
  public long passed() {
    return points.stream().filter(point -> point.result() == Result.PASSED).count();
  }
}
