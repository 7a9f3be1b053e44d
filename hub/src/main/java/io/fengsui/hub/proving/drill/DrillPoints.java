package io.fengsui.hub.proving.drill;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.device.NewDevice;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The hub's own devices: one a street, of a type that only the hub registers and whose name says
 * what it is. Nobody knows its credential, and nothing but drills is ever said in its name.
 */
@Component
final class DrillPoints {

  static final String TYPE = "drill-point";

  private final DeviceRegistry registry;

  DrillPoints(DeviceRegistry registry) {
    this.registry = registry;
  }

  /** The streets that have devices, and since when. */
  Map<String, Instant> streets() {
    Map<String, Instant> streets = new TreeMap<>();
    real()
        .forEach(
            device ->
                streets.merge(
                    device.place().street(),
                    device.registeredAt(),
                    (one, other) -> one.isBefore(other) ? one : other));
    return streets;
  }

  /** The device of a street, registered if there is none. */
  DeviceId of(String street) {
    return all()
        .filter(point -> point.place().street().equals(street))
        .map(Device::id)
        .findFirst()
        .orElseGet(() -> register(street));
  }

  /** The device of a street, if there is one. */
  Optional<Device> find(String street) {
    return all().filter(point -> point.place().street().equals(street)).findFirst();
  }

  /** Its alarm came through: it is proven. */
  void prove(String id) {
    registry.prove(new DeviceId(id), Actor.HUB);
  }

  /** Retires those whose street has no devices any more; all if drills are off. */
  void tidy(boolean drills) {
    Map<String, Instant> streets = streets();
    for (Device point : all().toList()) {
      if (!drills || !streets.containsKey(point.place().street())) {
        String why = drills ? "the street has no devices" : "drills are switched off";
        registry.retire(point.id(), why, Actor.HUB);
      }
    }
  }

  private DeviceId register(String street) {
    Device one =
        real()
            .filter(device -> device.place().street().equals(street))
            .min(Comparator.comparing(device -> device.id().value()))
            .orElseThrow(() -> new IllegalArgumentException("no device in street " + street));
    var place = one.place();
    var wanted =
        new NewDevice(
            TYPE,
            one.link(),
            "演练点 Drill point" + (street.isEmpty() ? "" : " · " + street),
            place.grid(),
            null,
            null,
            new NewDevice.Rooms("", street, "", "", ""),
            null,
            null,
            null,
            null,
            null);
    return registry.register(List.of(wanted), false, false, Actor.HUB).getFirst().device().id();
  }

  private Stream<Device> all() {
    return used().filter(device -> device.type().key().equals(TYPE));
  }

  private Stream<Device> real() {
    return used().filter(device -> !device.type().key().equals(TYPE));
  }

  private Stream<Device> used() {
    return registry.all().stream().filter(device -> device.state() != Device.State.RETIRED);
  }
}
