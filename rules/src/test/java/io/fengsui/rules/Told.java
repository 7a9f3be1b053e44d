package io.fengsui.rules;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** One thing that an engine is told, {@code after} seconds after the one before. */
sealed interface Told {

  int after();

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
      engine.missed(at, at.minusSeconds(after), out);
    }
  }

  record Back(int after) implements Told {
    @Override
    public void tell(RuleEngine engine, Instant at, Consumer<Change> out) {
      engine.resumed(at, at.minusSeconds(after), out);
    }
  }
}
