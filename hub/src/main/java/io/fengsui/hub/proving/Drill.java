package io.fengsui.hub.proving;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A test alarm that the hub raised itself and followed to the desk.
 *
 * @param device the street's drill point
 * @param eventAt when its event was there; null if it never was, like those that follow
 * @param taskAt when its task was on the desk
 * @param passed null while it runs
 * @param reason where it stopped; null if it passed
 */
public record Drill(
    String id,
    String street,
    String device,
    Instant beganAt,
    @Nullable Instant eventAt,
    @Nullable Instant taskAt,
    @Nullable Instant endedAt,
    @Nullable Boolean passed,
    @Nullable String reason) {

  /** Whether it is over and did not come through. */
  public boolean isMissed() {
    return Boolean.FALSE.equals(passed);
  }
}
