package io.fengsui.simulator.gb26875;

import java.util.concurrent.atomic.LongAdder;

/**
 * What transmitters count.
 *
 * @param sent frames that began an exchange
 * @param repeated frames sent again since nobody answered
 * @param confirmed exchanges that the centre confirmed
 * @param denied denials that came; the frame is sent again
 * @param unanswered exchanges given up
 * @param stray confirmations and denials of nothing that was under way
 * @param orders questions and orders of the centre
 * @param lost connections that broke or could not be made
 */
public record Tally(
    LongAdder sent,
    LongAdder repeated,
    LongAdder confirmed,
    LongAdder denied,
    LongAdder unanswered,
    LongAdder stray,
    LongAdder orders,
    LongAdder lost) {
  public Tally() {
    this(
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder());
  }

  /** For people. */
  public String text() {
    return "sent %d, confirmed %d, repeated %d, denied %d, unanswered %d, stray %d, orders %d, lost %d"
        .formatted(
            sent.sum(),
            confirmed.sum(),
            repeated.sum(),
            denied.sum(),
            unanswered.sum(),
            stray.sum(),
            orders.sum(),
            lost.sum());
  }
}
