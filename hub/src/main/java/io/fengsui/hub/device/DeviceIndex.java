package io.fengsui.hub.device;

import io.fengsui.adapter.Admission;
import io.fengsui.adapter.Claim;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Secret;
import io.fengsui.hub.device.Device.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All devices in memory, by id and, those in use, by address. Asked by any thread and never waits;
 * changed by one at a time.
 */
final class DeviceIndex implements DeviceDirectory {

  private final Map<DeviceId, KnownDevice> entries = new ConcurrentHashMap<>();
  private final Map<Address, KnownDevice> addresses = new ConcurrentHashMap<>();

  void add(DeviceTable.Row row) {
    var entry = new KnownDevice(row);
    entries.put(row.device().id(), entry);
    if (row.device().state() != State.RETIRED) {
      addresses.put(Address.of(row.device()), entry);
    }
  }

  /** Puts a device in the place of what it was before. */
  void replace(Device device) {
    KnownDevice entry = entries.get(device.id());
    if (entry == null) {
      return;
    }
    Address before = Address.of(entry.device);
    Address now = device.state() == State.RETIRED ? null : Address.of(device);
    entry.device = device;
    if (now != null) {
      addresses.put(now, entry);
    }
    if (!before.equals(now)) {
      addresses.remove(before, entry);
    }
  }

  /** Whether a device in use has the address. */
  boolean isTaken(Address address) {
    return addresses.containsKey(address);
  }

  /** Every device, retired ones included, in no order. */
  List<Device> all() {
    return entries.values().stream().map(entry -> entry.device).toList();
  }

  @Override
  public Optional<Device> find(DeviceId id) {
    return Optional.ofNullable(entries.get(id)).map(entry -> entry.device);
  }

  @Override
  public Optional<Device> find(String link, @Nullable DeviceId parent, String address) {
    return Optional.ofNullable(addresses.get(new Address(link, parent, address)))
        .map(entry -> entry.device);
  }

  @Override
  public Optional<Secret> key(String link, DeviceId id) {
    KnownDevice entry = entries.get(id);
    return entry == null
            || entry.device.state() == State.RETIRED
            || !entry.device.link().equals(link)
        ? Optional.empty()
        : Optional.ofNullable(entry.key);
  }

  @Override
  public Admission admit(Claim claim) {
    KnownDevice entry =
        DeviceId.isValid(claim.identity()) ? entries.get(new DeviceId(claim.identity())) : null;
    boolean fits = (entry == null ? Credential.NOBODY : entry.credential).fits(claim.secret());
    if (entry == null) {
      return new Admission.Refused(Admission.Why.UNKNOWN_DEVICE);
    }
    if (!fits) {
      return new Admission.Refused(Admission.Why.WRONG_SECRET);
    }
    return entry.device.state() == State.RETIRED
        ? new Admission.Refused(Admission.Why.RETIRED)
        : new Peer(entry, entries);
  }
}
