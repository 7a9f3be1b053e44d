package io.fengsui.hub.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an alarm counts for, besides what it says.
 *
 * @param mark why nobody is sent; null for an alarm that counts
 * @param silence it says that the hub cannot hear its subject
 * @param behind for a silence: what the subject is heard through, the nearest first: ids of
 *     gateways, then {@code link:NAME}
 * @param observedAt when that was observed what raised it, if it came late; null for most
 */
public record Circumstances(
    @Nullable Mark mark, boolean silence, List<String> behind, @Nullable Instant observedAt) {

  /** An alarm like most. */
  public static final Circumstances PLAIN = new Circumstances(null, false, List.of(), null);

  public Circumstances {
    behind = List.copyOf(behind);
  }
}
