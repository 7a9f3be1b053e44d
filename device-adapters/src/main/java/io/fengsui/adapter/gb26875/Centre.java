package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Stranger;
import io.fengsui.adapter.Uplink;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What all lines of a link share: settings, the hub, and what is known of each transmitter. */
final class Centre implements Directory {

  private static final long AGAIN_MILLIS = 1_000;

  /** Where a component is that has spoken: whom to ask for it. */
  record Place(DeviceId parent, Part part) {}

  private final Gb26875Settings settings;
  private final Uplink uplink;
  private final Profiles profiles;
  private final InstantSource clock;
  private final Keeper keeper;
  private final Map<String, Transmitter> transmitters = new ConcurrentHashMap<>();
  private final Map<DeviceId, Transmitter> byDevice = new ConcurrentHashMap<>();
  private final Map<DeviceId, Place> places = new ConcurrentHashMap<>();

  Centre(Gb26875Settings settings, Uplink uplink, Profiles profiles, InstantSource clock) {
    this.settings = settings;
    this.uplink = uplink;
    this.profiles = profiles;
    this.clock = clock;
    this.keeper = new Keeper(HeldFile.in(uplink.folder()), transmitters);
  }

  Gb26875Settings settings() {
    return settings;
  }

  Uplink uplink() {
    return uplink;
  }

  InstantSource clock() {
    return clock;
  }

  Profile profile(Address source) {
    return profiles.of(source);
  }

  /** The registered device with an address in any of the forms that its profile has. */
  Optional<DeviceId> find(Address source, String peer) {
    for (String name : profile(source).names(source, peer)) {
      Optional<DeviceId> found = uplink.find(name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** What is known of a registered transmitter. */
  Transmitter transmitter(DeviceId device, Address source, String peer) {
    String key = source.isZero() ? peer : source.wire();
    Transmitter known = transmitters.computeIfAbsent(key, _ -> create(key, source, device));
    if (byDevice.get(device) != known) {
      byDevice.put(device, known);
    }
    return known;
  }

  private Transmitter create(String key, Address source, DeviceId device) {
    var made = new Transmitter(key, source, device);
    keeper.restore(made);
    return made;
  }

  /** Who keeps what is held up for the next start. */
  Keeper keeper() {
    return keeper;
  }

  /** The transmitter that a command is for, empty if it has not spoken yet. */
  Optional<Transmitter> transmitter(DeviceId device) {
    return Optional.ofNullable(byDevice.get(device));
  }

  /** Where a component is, empty if it has not spoken yet. */
  Optional<Place> place(DeviceId component) {
    return Optional.ofNullable(places.get(component));
  }

  @Override
  public Optional<DeviceId> find(DeviceId parent, String address) {
    Optional<DeviceId> found = uplink.find(parent, address);
    if (found.isPresent() && !places.containsKey(found.get())) {
      Part.parse(address).ifPresent(part -> places.put(found.get(), new Place(parent, part)));
    }
    return found;
  }

  @Override
  public void sighted(Stranger stranger) {
    uplink.sighted(stranger);
  }

  /** Tells the hub something that no device waits to be confirmed; again while it is busy. */
  void tell(DeviceMessage message, Loop loop) {
    try {
      uplink.deliver(message).whenComplete((receipt, failure) -> again(message, loop, receipt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void again(DeviceMessage message, Loop loop, @Nullable Receipt receipt) {
    if (receipt instanceof Receipt.Busy) {
      loop.later(() -> tell(message, loop), AGAIN_MILLIS);
    }
  }

  /** Tells of devices that have become silent and of guards who did not answer. On one loop. */
  void look(long now, Loop loop) {
    Instant time = clock.instant();
    long unlessLearnt = settings.limits().silence().toNanos();
    for (Transmitter each : transmitters.values()) {
      boolean connected = each.isConnected();
      if (each.fallsSilent(now, unlessLearnt)) {
        String reason = connected ? "silent" : "connection-lost";
        tell(new Presence(each.device(), null, false, Map.of("reason", reason)), loop);
      }
      Duty missed = each.missedDuty(time);
      if (missed != null) {
        tell(new Occurrence(each.device(), null, "duty.missed", missed.details()), loop);
      }
    }
  }
}
