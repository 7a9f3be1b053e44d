package io.fengsui.hub.link;

import io.fengsui.adapter.Admission;
import io.fengsui.adapter.Claim;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Uplink;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.BusUnavailableException;
import io.fengsui.hub.bus.RecordTooLargeException;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceDirectory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub, as the adapter of one link sees it. Thread-safe. */
final class LinkUplink implements Uplink {

  private static final Logger log = LoggerFactory.getLogger(LinkUplink.class);
  private static final Receipt BUSY = new Receipt.Busy(Duration.ofSeconds(1));
  private static final long ONE_IN = 64;

  private final String link;
  private final Bus bus;
  private final DeviceDirectory devices;
  private final DeviceTime time;
  private final Losses losses;
  private final LinkCounters counters;
  private final Consumer<String> serving;
  private final BiFunction<@Nullable Long, @Nullable Throwable, Receipt> settle = this::receipt;
  // Racy on purpose: it only picks which messages are timed.
  private long delivered;

  /**
   * @param serving told when the link serves, with its sentence
   */
  LinkUplink(
      String link,
      Bus bus,
      DeviceDirectory devices,
      DeviceTime time,
      Losses losses,
      LinkCounters counters,
      Consumer<String> serving) {
    this.link = link;
    this.bus = bus;
    this.devices = devices;
    this.time = time;
    this.losses = losses;
    this.counters = counters;
    this.serving = serving;
  }

  @Override
  public void serving(String detail) {
    serving.accept(detail);
  }

  @Override
  public Admission admit(Claim claim) {
    return devices.admit(claim);
  }

  @Override
  public CompletionStage<Receipt> deliver(DeviceMessage message) throws InterruptedException {
    counters.received.increment();
    Optional<Device> found = devices.find(message.device());
    if (found.isEmpty()) {
      return reject(message.device(), Reason.UNKNOWN_DEVICE, "no device %s is registered");
    }
    Device device = found.get();
    if (device.state() == Device.State.RETIRED) {
      return reject(message.device(), Reason.NOT_ALLOWED, "device %s is retired");
    }
    DeviceMessage kept = message;
    if (!time.isPlausible(message.observedAt())) {
      counters.timeSetAside.increment();
      kept = DeviceTime.setAside(message);
    }
    BiFunction<@Nullable Long, @Nullable Throwable, Receipt> settled =
        delivered++ % ONE_IN == 0 ? timed() : settle;
    return bus.append(device.type().lane(), link, kept).handle(settled);
  }

  @Override
  public void lost(@Nullable DeviceId device, Reason reason, String detail, @Nullable Raw raw) {
    counters.lost(reason);
    losses.add(link, device, reason, detail);
  }

  private CompletionStage<Receipt> reject(DeviceId device, Reason reason, String why) {
    String detail = why.formatted(device);
    counters.rejected(reason);
    losses.add(link, device, reason, detail);
    return CompletableFuture.completedStage(new Receipt.Rejected(reason, detail));
  }

  private BiFunction<@Nullable Long, @Nullable Throwable, Receipt> timed() {
    long began = System.nanoTime();
    return (position, failure) -> {
      counters.receipt.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
      return receipt(position, failure);
    };
  }

  private Receipt receipt(@Nullable Long position, @Nullable Throwable failure) {
    if (failure == null) {
      counters.accepted.increment();
      return Receipt.Accepted.INSTANCE;
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RecordTooLargeException tooLarge) {
      counters.rejected(Reason.TOO_LARGE);
      losses.add(link, null, Reason.TOO_LARGE, String.valueOf(tooLarge.getMessage()));
      return new Receipt.Rejected(Reason.TOO_LARGE, String.valueOf(tooLarge.getMessage()));
    }
    if (!(cause instanceof BusUnavailableException)) {
      log.atError().addKeyValue("link", link).setCause(cause).log("the bus failed unexpectedly");
    }
    counters.busy.increment();
    return BUSY;
  }
}
