package io.fengsui.hub.link;

import io.fengsui.adapter.Receipt.Reason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** What passes over one link. Cheap to count; read by the meters {@code fengsui.link.*}. */
public final class LinkCounters {

  final LongAdder received = new LongAdder();
  final LongAdder accepted = new LongAdder();
  final LongAdder busy = new LongAdder();
  final LongAdder timeSetAside = new LongAdder();
  final LongAdder late = new LongAdder();
  private final ReasonCounts rejected = new ReasonCounts();
  private final ReasonCounts lost = new ReasonCounts();
  final Timer receipt;

  LinkCounters(MeterRegistry meters, String link) {
    counter(meters, link, "received", "Messages delivered by the adapter", received);
    counter(meters, link, "accepted", "Messages made durable", accepted);
    counter(meters, link, "busy", "Messages not taken because the disk refused", busy);
    counter(
        meters, link, "time.set.aside", "Messages whose device time was implausible", timeSetAside);
    counter(meters, link, "late", "Messages observed long before they came", late);
    for (Reason reason : Reason.values()) {
      String tag = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
      FunctionCounter.builder("fengsui.link.rejected", rejected, counts -> counts.of(reason))
          .description("Messages that will never be taken")
          .tags("link", link, "reason", tag)
          .register(meters);
      FunctionCounter.builder("fengsui.link.lost", lost, counts -> counts.of(reason))
          .description("Input that yielded no message")
          .tags("link", link, "reason", tag)
          .register(meters);
    }
    Gauge.builder("fengsui.link.unsettled", this, LinkCounters::unsettled)
        .description("Messages that wait for their receipt")
        .tag("link", link)
        .register(meters);
    receipt =
        Timer.builder("fengsui.link.receipt")
            .description("From delivery to receipt, of some of the messages")
            .tag("link", link)
            .publishPercentiles(0.5, 0.99)
            .register(meters);
  }

  void rejected(Reason reason) {
    rejected.add(reason);
  }

  void lost(Reason reason) {
    lost.add(reason);
  }

  public long received() {
    return received.sum();
  }

  public long accepted() {
    return accepted.sum();
  }

  public long rejected() {
    return rejected.sum();
  }

  public long busy() {
    return busy.sum();
  }

  public long lost() {
    return lost.sum();
  }

  /** Messages that wait for their receipt. */
  public long unsettled() {
    return Math.max(0, received() - accepted() - rejected() - busy());
  }

  private static void counter(
      MeterRegistry meters, String link, String name, String description, LongAdder count) {
    FunctionCounter.builder("fengsui.link." + name, count, LongAdder::sum)
        .description(description)
        .tag("link", link)
        .register(meters);
  }
}
