package io.fengsui.rules.reference;

import io.fengsui.rules.Change;
import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.Signal;
import io.fengsui.rules.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** One thing that both engines are told, some time {@code after} the one before. */
sealed interface Told {

  Duration after();

  void tell(RuleEngine engine, Instant at, Consumer<Change> out);

  void tell(NaiveEngine engine, long at);

  /** The device that it is about; empty if about all. */
  default String device() {
    return switch (this) {
      case Says says -> says.who.id();
      case Watches watches -> watches.who.id();
      case Hears hears -> hears.who;
      case Forgets forgets -> forgets.who;
      case Passes _, Away _ -> "";
    };
  }

  /** A device with all that differs between devices here. */
  private static String name(Subject who) {
    return "%s%s in %s/%s"
        .formatted(who.id(), who.tags(), who.where().building(), who.where().floor());
  }

  /** The same, so much sooner after the one before. */
  default Told sooner(Duration by) {
    Duration left = after().minus(by);
    return switch (this) {
      case Says(_, var who, var age, var readings) -> new Says(left, who, age, readings);
      case Hears(_, var who) -> new Hears(left, who);
      case Passes _ -> new Passes(left);
      case Away(_, var lost) -> new Away(left, lost);
      case Watches(_, var who) -> new Watches(left, who);
      case Forgets(_, var who) -> new Forgets(left, who);
    };
  }

  /**
   * A message.
   *
   * @param age how long before the message the readings were true; below zero in the future
   */
  record Says(Duration after, Subject who, Duration age, Map<String, Object> readings)
      implements Told {
    @Override
    public void tell(RuleEngine engine, Instant at, Consumer<Change> out) {
      engine.accept(new Signal(who, at, readings, at.minus(age), true), out);
    }

    @Override
    public void tell(NaiveEngine engine, long at) {
      engine.accept(who, at, at - age.toNanos(), readings);
    }

    @Override
    public String toString() {
      return "%s says %s of %s ago".formatted(name(who), readings, age);
    }
  }

  /** A message without readings. */
  record Hears(Duration after, String who) implements Told {
    @Override
    public void tell(RuleEngine engine, Instant at, Consumer<Change> out) {
      engine.heard(who, at, out);
    }

    @Override
    public void tell(NaiveEngine engine, long at) {
      engine.heard(who, at);
    }
  }

  /** Time passes. */
  record Passes(Duration after) implements Told {
    @Override
    public void tell(RuleEngine engine, Instant at, Consumer<Change> out) {
      engine.wake(at, out);
    }

    @Override
    public void tell(NaiveEngine engine, long at) {
      engine.wake(at);
    }
  }

  /** Nobody was heard meanwhile. */
  record Away(Duration after, boolean lost) implements Told {
    @Override
    public void tell(RuleEngine engine, Instant at, Consumer<Change> out) {
      if (lost) {
        engine.missed(at, at.minus(after), out);
      } else {
        engine.resumed(at, at.minus(after), out);
      }
    }

    @Override
    public void tell(NaiveEngine engine, long at) {
      engine.resumed(at, at - after.toNanos());
    }
  }

  /** A device is watched from now on, or is another one than before. */
  record Watches(Duration after, Subject who) implements Told {
    @Override
    public void tell(RuleEngine engine, Instant at, Consumer<Change> out) {
      engine.wake(at, out);
      engine.watch(who, at, out);
    }

    @Override
    public void tell(NaiveEngine engine, long at) {
      engine.wake(at);
      engine.watch(who, at);
    }

    @Override
    public String toString() {
      return name(who) + " is watched";
    }
  }

  /** A device is retired. */
  record Forgets(Duration after, String who) implements Told {
    @Override
    public void tell(RuleEngine engine, Instant at, Consumer<Change> out) {
      engine.wake(at, out);
      engine.forget(who, out);
    }

    @Override
    public void tell(NaiveEngine engine, long at) {
      engine.wake(at);
      engine.forget(who);
    }
  }
}
