package io.fengsui.simulator.crash;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gathers what the checks find wrong. Used by one thread. */
final class Findings {
  private static final int KEPT = 100_000;

  /** What can be wrong. */
  enum Fault {
    LOST,
    DOUBLED,
    UNCALLED_FOR
  }

  private record Difference(int round, String device, int number, String text) {
    static final Comparator<Difference> ORDER =
        Comparator.comparingInt(Difference::round)
            .thenComparing(Difference::device)
            .thenComparingInt(Difference::number);
  }

  private final CrashBook book;
  private final List<Difference> differences = new ArrayList<>();
  private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);

  Findings(CrashBook book) {
    this.book = book;
  }

  /**
   * Something is not as it must be.
   *
   * @param number of the device's message; 0 if it concerns none
   */
  void note(Fault fault, String device, int number, String what) {
    counts.merge(fault, 1, Integer::sum);
    if (differences.size() < KEPT) {
      int round = book.page(device).roundOf(number);
      String kind = fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      String text = "%s: round %d, %s, message %d: %s".formatted(kind, round, device, number, what);
      differences.add(new Difference(round, device, number, text));
    }
  }

  void lost(String device, int number, String what) {
    note(Fault.LOST, device, number, what);
  }

  void doubled(String device, int number, String what) {
    note(Fault.DOUBLED, device, number, what);
  }

  void uncalledFor(String device, int number, String what) {
    note(Fault.UNCALLED_FOR, device, number, what);
  }

  /** How often something was found. */
  int count(Fault fault) {
    return counts.getOrDefault(fault, 0);
  }

  /** The first ones, in the order of rounds. */
  List<String> first(int most) {
    return differences.stream().sorted(Difference.ORDER).limit(most).map(Difference::text).toList();
  }
}
