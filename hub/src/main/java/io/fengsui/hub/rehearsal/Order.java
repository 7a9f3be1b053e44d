package io.fengsui.hub.rehearsal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to rehearse.
 *
 * @param by the person's name, told to others who have to wait
 * @param files texts of rule files, by name
 * @param only whether the other rules that run are left out
 * @param from null for {@link #USUAL_DAYS} days before {@code to}
 * @param to null for now
 */
public record Order(
    String by,
    Map<String, String> files,
    boolean only,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** How far a rehearsal goes back if nothing is said. */
  static final int USUAL_DAYS = 7;

  public Order {
    files = Map.copyOf(files);
  }
}
