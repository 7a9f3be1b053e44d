package io.fengsui.hub.ledger;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceDirectory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where links report what they lost. It is counted at once and offered to the ledger's writer; when
 * that is behind, the entry is dropped, and that is counted too. Thread-safe, never blocks.
 */
public final class Losses {

  /** Entries that may wait for the writer: at most some 9 MB of samples. */
  static final int QUEUE = 2_048;

  private static final int LONGEST_SENTENCE = 200;

  private final DeviceDirectory devices;
  private final InstantSource clock;
  private final LossCounts counts = new LossCounts();
  private final BlockingQueue<Loss> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Counter dropped;

  public Losses(DeviceDirectory devices, InstantSource clock, MeterRegistry meters) {
    this.devices = devices;
    this.clock = clock;
    this.dropped =
        Counter.builder("fengsui.ledger.dropped")
            .description("Losses that were counted, but are not in the ledger")
            .register(meters);
    Gauge.builder("fengsui.ledger.queue", queue, Collection::size)
        .description("Losses that wait for the ledger's writer")
        .register(meters);
  }

  /**
   * Counts a loss and offers it to the ledger.
   *
   * @param device the device it says it is from, null if that is not known
   * @param sentence why, free of payload; cut at 200 characters
   * @param sample what came, null if nothing of it may be kept
   */
  public void add(
      String link,
      @Nullable DeviceId device,
      LossReason reason,
      String sentence,
      @Nullable Sample sample) {
    var at = clock.instant();
    Optional<Device> known = device == null ? Optional.empty() : devices.find(device);
    counts.add(link, known.isPresent() ? device : null, reason, at);
    boolean lifeSafety = known.map(each -> each.type().lane() == Lane.LIFE_SAFETY).orElse(false);
    String cut =
        sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE);
    var loss = new Loss(at, link, device, known.isPresent(), lifeSafety, reason, cut, sample);
    if (!queue.offer(loss)) {
      drop(1);
    }
  }

  /** How often something of a registered device was lost, by link and reason. */
  public List<LossCount> of(DeviceId device) {
    return counts.of(device);
  }

  /** How often something was lost on each link, by reason. */
  public List<LossCount> ofLinks() {
    return counts.ofLinks();
  }

  /** Entries that were counted and not kept since the hub started. */
  public long dropped() {
    return (long) dropped.count();
  }

  void drop(int entries) {
    dropped.increment(entries);
  }

  LossCounts counts() {
    return counts;
  }

  /** Waits for losses and takes them, as many as there are. */
  void take(Collection<Loss> into, long patienceMillis) throws InterruptedException {
    Loss first = queue.poll(patienceMillis, TimeUnit.MILLISECONDS);
    if (first != null) {
      into.add(first);
      queue.drainTo(into);
    }
  }
}
