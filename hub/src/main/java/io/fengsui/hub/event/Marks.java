package io.fengsui.hub.event;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Knows which alarms are not what they say. Answers from memory; thread-safe. */
@FunctionalInterface
public interface Marks {

  /** Every alarm is what it says. */
  Marks NONE = (devices, at) -> null;

  /**
   * The mark of an alarm.
   *
   * @param devices ids of those that speak for it
   * @param at engine time; asked again for the same time, it answers the same
   * @return null for an alarm that counts
   */
  @Nullable Mark of(Collection<String> devices, Instant at);
}
