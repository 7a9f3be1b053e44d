package io.fengsui.hub.link;

import io.fengsui.adapter.Admission;
import io.fengsui.adapter.Claim;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Secret;
import io.fengsui.adapter.Stranger;
import io.fengsui.adapter.Uplink;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.BusUnavailableException;
import io.fengsui.hub.bus.RecordTooLargeException;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceDirectory;
import io.fengsui.hub.ledger.LossReason;
import io.fengsui.hub.ledger.Losses;
import io.fengsui.hub.ledger.Sample;
import io.fengsui.hub.link.DeviceTime.Verdict;
import io.fengsui.hub.problem.Sentence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final String LATE =
      "observed long before it came; the history has it under its own time";
  private static final String CLOCK = "its clock cannot be right; the hub's time was taken instead";

  private final String link;
  private final Bus bus;
  private final DeviceDirectory devices;
  private final DeviceTime time;
  private final Losses losses;
  private final LinkCounters counters;
  private final Consumer<Sentence> serving;
  private final boolean keepsRaw;
  private final Strangers strangers;
  private final Path folder;
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
      boolean keepsRaw,
      Strangers strangers,
      Path folder,
      Consumer<Sentence> serving) {
    this.link = link;
    this.bus = bus;
    this.devices = devices;
    this.time = time;
    this.losses = losses;
    this.counters = counters;
    this.keepsRaw = keepsRaw;
    this.strangers = strangers;
    this.folder = folder;
    this.serving = serving;
  }

  @Override
  public void serving(String zh, String en) {
    serving.accept(new Sentence(zh, en));
  }

  @Override
  public Admission admit(Claim claim) {
    return devices.admit(claim);
  }

  @Override
  public Optional<DeviceId> find(String address) {
    return devices.find(link, null, address).map(Device::id);
  }

  @Override
  public Optional<DeviceId> find(DeviceId parent, String address) {
    return devices.find(link, parent, address).map(Device::id);
  }

  @Override
  public Optional<String> address(DeviceId device) {
    return devices
        .find(device)
        .filter(known -> known.link().equals(link) && known.state() != Device.State.RETIRED)
        .map(Device::address);
  }

  @Override
  public Optional<Secret> key(DeviceId device) {
    return devices.key(link, device);
  }

  @Override
  public void sighted(Stranger stranger) {
    strangers.sighted(stranger);
  }

  @Override
  public Path folder() {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of link " + link + " cannot be made", e);
    }
  }

  @Override
  public CompletionStage<Receipt> deliver(DeviceMessage message) throws InterruptedException {
    counters.received.increment();
    Optional<Device> found = devices.find(message.device());
    if (found.isEmpty()) {
      return reject(message, Reason.UNKNOWN_DEVICE, "no device %s is registered");
    }
    Device device = found.get();
    if (device.state() == Device.State.RETIRED) {
      return reject(message, Reason.NOT_ALLOWED, "device %s is retired");
    }
    DeviceMessage kept = message;
    switch (time.judge(message.observedAt())) {
      case GOOD -> {}
      case LATE -> {
        if (!(message instanceof DeviceMessage.Presence)) {
          counters.late.increment();
          losses.add(link, message.device(), LossReason.LATE, LATE, null);
        }
      }
      case IMPOSSIBLE -> {
        counters.timeSetAside.increment();
        losses.add(link, message.device(), LossReason.CLOCK, CLOCK, null);
        kept = message.observedAt(null);
      }
    }
    BiFunction<@Nullable Long, @Nullable Throwable, Receipt> settled =
        delivered++ % ONE_IN == 0 ? timed() : settle;
    return bus.append(device.type().lane(), link, kept).handle(settled);
  }

  @Override
  public void lost(@Nullable DeviceId device, Reason reason, String detail, @Nullable Raw raw) {
    counters.lost(reason);
    Sample sample = raw == null || !keepsRaw ? null : Sample.of(raw);
    losses.add(link, device, LossReason.of(reason), detail, sample);
  }

  private CompletionStage<Receipt> reject(DeviceMessage message, Reason reason, String why) {
    DeviceId device = message.device();
    String detail = why.formatted(device);
    counters.rejected(reason);
    losses.add(link, device, LossReason.of(reason), detail, Sample.of(timed(message)));
    return CompletableFuture.completedStage(new Receipt.Rejected(reason, detail));
  }

  /** The message without a time that cannot be. */
  private DeviceMessage timed(DeviceMessage message) {
    return time.judge(message.observedAt()) == Verdict.IMPOSSIBLE
        ? message.observedAt(null)
        : message;
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
      String why = String.valueOf(tooLarge.getMessage());
      losses.add(link, null, LossReason.TOO_LARGE, why, null);
      return new Receipt.Rejected(Reason.TOO_LARGE, String.valueOf(tooLarge.getMessage()));
    }
    if (!(cause instanceof BusUnavailableException)) {
      log.atError().addKeyValue("link", link).setCause(cause).log("the bus failed unexpectedly");
    }
    counters.busy.increment();
    return BUSY;
  }
}
