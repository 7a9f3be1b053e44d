package io.fengsui.simulator.gb26875;

/**
 * A component behind a transmitter.
 *
 * @param system system type, 1 = fire alarm
 * @param number of that system at the site, 0 to 255
 * @param zone low word of its address
 * @param point high word of its address
 */
public record Part(int system, int number, int zone, int point) {
  /** One of the first fire alarm system. */
  public static Part of(int zone, int point) {
    return new Part(1, 1, zone, point);
  }

  /** As installers write it: {@code 1.1/3.17}. */
  @Override
  public String toString() {
    return "%d.%d/%d.%d".formatted(system, number, zone, point);
  }
}
