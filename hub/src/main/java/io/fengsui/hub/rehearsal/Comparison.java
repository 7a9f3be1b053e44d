package io.fengsui.hub.rehearsal;

import io.fengsui.rules.Change;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Compares what both sides do in one lane, while they do it. Keeps what is up, and what came down
 * just now. Used by one thread.
 */
final class Comparison {

  private record Key(String rule, String subject) {}

  private final Map<String, RuleTally> tallies;
  private final Map<Key, Track> tracks = new HashMap<>();
  private final Set<Key> stirred = new LinkedHashSet<>();

  /**
   * @param tallies by rule id; shared with other lanes
   */
  Comparison(Map<String, RuleTally> tallies) {
    this.tallies = tallies;
  }

  /** The next change of a side; changes of a side come in the order in which they happened. */
  void add(Side side, Change change) {
    RuleTally tally = tally(change);
    tally.count(side, change);
    var key = new Key(change.rule().id(), change.subject());
    tracks.computeIfAbsent(key, _ -> new Track(tally, change.subject())).add(side, change);
    stirred.add(key);
  }

  /** A change that both sides have in common, since the rule is the same. */
  void addCommon(Change change) {
    RuleTally tally = tally(change);
    tally.count(Side.CANDIDATE, change);
    tally.count(Side.RUNNING, change);
  }

  /** Both sides have reached this time. */
  void settle(Instant reached) {
    stirred.removeIf(
        key -> {
          Track track = Objects.requireNonNull(tracks.get(key));
          boolean waits = track.settle(reached);
          if (track.isEmpty()) {
            tracks.remove(key);
          }
          return !waits;
        });
  }

  /** Both sides have come to their end. */
  void finish() {
    tracks.values().forEach(Track::finish);
    tracks.clear();
    stirred.clear();
  }

  private RuleTally tally(Change change) {
    return Objects.requireNonNull(tallies.get(change.rule().id()), change.rule().id());
  }
}
