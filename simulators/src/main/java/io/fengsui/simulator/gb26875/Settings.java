package io.fengsui.simulator.gb26875;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a transmitter is set up.
 *
 * @param address its own, below 2^48
 * @param centre the monitoring centre's
 * @param udp datagrams instead of a connection, one for each frame
 * @param every time between heartbeats; zero = none
 * @param answer how long a confirmation is waited for
 * @param repeats how often a frame is then sent again
 * @param back pause before it connects again
 * @param duty how long the guard takes to answer an on-duty check; null = nobody is there
 * @param oneIn every how many-th frame is damaged by the quirks that damage
 */
public record Settings(
    long address,
    long centre,
    boolean udp,
    Heartbeat heartbeat,
    Duration every,
    Duration answer,
    int repeats,
    Duration back,
    @Nullable Duration duty,
    Set<Quirk> quirks,
    int oneIn) {
  private static final int ONE_IN = 4;

  public Settings {
    if (address < 0 || address >> 48 != 0) {
      throw new IllegalArgumentException("an address has six bytes: " + address);
    }
    if (oneIn < 2) {
      throw new IllegalArgumentException("one in " + oneIn + " is every frame: none would arrive");
    }
    if (udp && quirks.stream().anyMatch(Quirk::needsStream)) {
      throw new IllegalArgumentException("a datagram is one frame and nothing else");
    }
    quirks = Set.copyOf(quirks);
  }

  /** By the book: a heartbeat each 30 s, 10 s for an answer, three repetitions. */
  public static Settings of(long address) {
    return new Settings(
        address,
        1,
        false,
        Heartbeat.EMPTY,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        3,
        Duration.ofSeconds(3),
        Duration.ofSeconds(5),
        Set.of(),
        ONE_IN);
  }

  public Settings with(Heartbeat form, Duration interval) {
    return new Settings(
        address, centre, udp, form, interval, answer, repeats, back, duty, quirks, oneIn);
  }

  public Settings with(Set<Quirk> habits) {
    return new Settings(
        address, centre, udp, heartbeat, every, answer, repeats, back, duty, habits, oneIn);
  }

  /** The same with other patience. */
  public Settings patient(Duration forAnAnswer, int times) {
    return new Settings(
        address, centre, udp, heartbeat, every, forAnAnswer, times, back, duty, quirks, oneIn);
  }

  /** The same with another guard. */
  public Settings guarded(@Nullable Duration delay) {
    return new Settings(
        address, centre, udp, heartbeat, every, answer, repeats, back, delay, quirks, oneIn);
  }

  /** The same with datagrams instead of a connection. */
  public Settings overUdp() {
    return new Settings(
        address, centre, true, heartbeat, every, answer, repeats, back, duty, quirks, oneIn);
  }

  boolean has(Quirk quirk) {
    return quirks.contains(quirk);
  }
}
