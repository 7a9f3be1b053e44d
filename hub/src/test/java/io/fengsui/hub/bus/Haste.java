package io.fengsui.hub.bus;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** The time of day, which runs as ever and passes faster when told to. */
public final class Haste extends Clock {
  private final AtomicLong ahead = new AtomicLong();

  /**
   * What a bus tells the time by: what passes is lived through. Its time of day stays behind, as
   * after it was set back; were both ahead, a reader between the two would see a clock that was
   * set.
   */
  public BusTime time() {
    BusTime own = BusTime.of(Clock.systemUTC());
    return new BusTime(
        own.wall(), () -> own.ticks().nanos() + ahead.get(), Duration.ofDays(9_999), own.boot());
  }

  /** So much time passes at once. */
  public void passes(Duration time) {
    ahead.addAndGet(time.toNanos());
  }

  @Override
  public Instant instant() {
    return Instant.now().plusNanos(ahead.get());
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
