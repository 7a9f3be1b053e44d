package io.fengsui.simulator.crash;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One round as it was drawn.
 *
 * @param number from 1
 * @param calm how long the traffic runs before the faults begin
 * @param faults at most one of them ends the hub; that one stands last
 * @param lead how long the others run before it
 */
record Round(int number, Duration calm, List<Fault> faults, Duration lead) {
  Round {
    faults = List.copyOf(faults);
  }

  /**
   * Whether a hub that is started now must run under an observer of its syncs: its life ends with
   * the next fault that ends one.
   *
   * @param from rounds before this index are over
   */
  static boolean nextEndIsPowerLoss(List<Round> rounds, int from) {
    return rounds.stream()
        .skip(from)
        .map(round -> round.faults().getLast())
        .filter(Fault.Ending.class::isInstance)
        .findFirst()
        .filter(Fault.PowerLoss.class::isInstance)
        .isPresent();
  }

  String text() {
    return faults.stream().map(Fault::text).collect(Collectors.joining("; "));
  }
}
