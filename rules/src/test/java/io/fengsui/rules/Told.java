package io.fengsui.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** One thing that an engine is told, {@code after} seconds after the one before. */
sealed interface Told {

  int after();

  /** How long after the last word the hub was still there; see {@link #ends}. */
  Duration LINGER = Duration.ofMillis(1);

  /**
   * Whether nothing is known from {@link #LINGER} after the last word on. A rule may be looked at
   * once more a nanosecond after it, or not; that this is over is no matter of such a nanosecond.
   */
  default boolean ends() {
    return (this instanceof Lost || this instanceof Back) && after() > 0;
  }

  private static Instant since(Told told, Instant at) {
    Instant last = at.minusSeconds(told.after());
    return told.ends() ? last.plus(LINGER) : last;
  }

  /** Tells it, at a time. */
  void tell(RuleEngine engine, Instant at, Consumer<Change> out);

  record Message(int after, String device, Map<String, Object> readings) implements Told {
    @Override
    public void tell(RuleEngine engine, Instant at, Consumer<Change> out) {
      engine.accept(new Signal(Watch.device(device), at, readings), out);
    }
  }

  record Heard(int after, String device) implements Told {
    @Override
    public void tell(RuleEngine engine, Instant at, Consumer<Change> out) {
      engine.heard(device, at, out);
    }
  }

  record Wake(int after) implements Told {
    @Override
    public void tell(RuleEngine engine, Instant at, Consumer<Change> out) {
      engine.wake(at, out);
    }
  }

  record Lost(int after) implements Told {
    @Override
    public void tell(RuleEngine engine, Instant at, Consumer<Change> out) {
      engine.missed(at, Told.since(this, at), out);
    }
  }

  record Back(int after) implements Told {
    @Override
    public void tell(RuleEngine engine, Instant at, Consumer<Change> out) {
      engine.resumed(at, Told.since(this, at), out);
    }
  }
}
