package io.fengsui.hub.link;

import io.fengsui.adapter.Admission;
import io.fengsui.adapter.Claim;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Secret;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceDirectory;
import io.fengsui.hub.device.DeviceType;
import io.fengsui.hub.device.Place;
import io.fengsui.hub.device.SupervisionClass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A directory written by hand; nobody is admitted. */
public final class KnownDevices implements DeviceDirectory {

  private final Map<DeviceId, Device> devices = new ConcurrentHashMap<>();

  public Device add(String id, Lane lane, Device.State state) {
    return add(id, null, null, lane, state);
  }

  /** A device that its link calls otherwise. */
  public Device addCalled(String id, String address, Lane lane, Device.State state) {
    return add(id, null, address, lane, state);
  }

  /** A device that another one speaks for. */
  public Device addChild(String parent, String id, Lane lane) {
    return add(id, new DeviceId(parent), null, lane, Device.State.REGISTERED);
  }

  private Device add(
      String id,
      @Nullable DeviceId parent,
      @Nullable String address,
      Lane lane,
      Device.State state) {
    var type = new DeviceType(lane.key(), "型", "type", lane, SupervisionClass.S180, List.of());
    var place = new Place("440111", "", "", "", "", "", Double.NaN, Double.NaN);
    var device =
        new Device(
            new DeviceId(id),
            type,
            id,
            "toy",
            parent,
            address,
            place,
            SupervisionClass.S180,
            Set.of(),
            state,
            "installer",
            Instant.EPOCH,
            null,
            null);
    devices.put(device.id(), device);
    return device;
  }

  @Override
  public Optional<Device> find(DeviceId id) {
    return Optional.ofNullable(devices.get(id));
  }

  @Override
  public Optional<Device> find(String link, @Nullable DeviceId parent, String address) {
    return DeviceId.isValid(address) ? find(new DeviceId(address)) : Optional.empty();
  }

  @Override
  public Optional<Secret> key(String link, DeviceId id) {
    return Optional.empty();
  }

  @Override
  public Admission admit(Claim claim) {
    return new Admission.Refused(Admission.Why.UNKNOWN_DEVICE);
  }
}
