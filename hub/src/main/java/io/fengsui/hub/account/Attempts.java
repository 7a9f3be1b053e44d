package io.fengsui.hub.account;

import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts tries to sign in: at most ten a minute for each key. Keeps the latest 10,000 keys and
 * forgets the oldest. Thread-safe.
 */
final class Attempts {

  private static final int LIMIT = 10;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int KEYS = 10_000;

  private record Window(Instant since, int tries) {}

  private final InstantSource clock;
  private final Map<String, Window> windows =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
          return size() > KEYS;
        }
      };

  Attempts(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Counts a try.
   *
   * @throws RefusedException if it is one too many
   */
  void count(String key) {
    Instant now = clock.instant();
    int tries;
    synchronized (windows) {
      Window window = windows.get(key);
      Window next =
          window != null && now.isBefore(window.since.plus(WINDOW))
              ? new Window(window.since, window.tries + 1)
              : new Window(now, 1);
      windows.remove(key);
      windows.put(key, next);
      tries = next.tries;
    }
    if (tries > LIMIT) {
      throw new RefusedException(
              Kind.TOO_MANY, "尝试次数过多", "too many tries to sign in from this address")
          .hint("请一分钟后再试", "Wait a minute, then try again");
    }
  }

  /** Forgets the tries of a key that proved right. */
  void forget(String key) {
    synchronized (windows) {
      windows.remove(key);
    }
  }
}
