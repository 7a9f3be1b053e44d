package io.fengsui.hub.bus;

/** A clock that measures: it knows no date, never goes back and is set by nobody. */
@FunctionalInterface
public interface Ticks {

  /** Nanoseconds since some instant that stays the same while the process runs. */
  long nanos();
}
