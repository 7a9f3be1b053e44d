package io.fengsui.hub.bus;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is moved by hand. */
public final class HandClock extends Clock {

  private volatile Instant now = Instant.parse("2026-11-01T08:00:00Z");
  private volatile long ticks;

  @Override
  public Instant instant() {
    return now;
  }

  /** Time passes. */
  public synchronized void move(Duration by) {
    now = now.plus(by);
    ticks += by.toNanos();
  }

  /** Somebody sets the time of day; no time passes. */
  public synchronized void set(Instant to) {
    now = to;
  }

  /** As {@link #set}, by so much. */
  public void jump(Duration by) {
    set(now.plus(by));
  }

  /** What a bus tells the time by; however far the clock is moved at once, that time was lived. */
  public BusTime time() {
    return time(Duration.ofDays(9_999), "boot");
  }

  /** The same, with the length of a move that nobody lived through. */
  public BusTime time(Duration gap, String boot) {
    return new BusTime(this, () -> ticks, gap, boot);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the hub reckons in UTC");
  }
}
