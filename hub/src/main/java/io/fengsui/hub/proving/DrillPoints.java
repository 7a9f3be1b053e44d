package io.fengsui.hub.proving;

import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.device.NewDevice;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The hub's own device in each street, at which it raises drills. Thread-safe. */
@Component
final class DrillPoints {

  private final DeviceRegistry registry;

  DrillPoints(DeviceRegistry registry) {
    this.registry = registry;
  }

  /** Streets that have life-safety devices, in the order of their names. */
  List<String> streets() {
    var streets = new TreeSet<String>();
    registry.all().stream()
        .filter(DrillPoints::isPoint)
        .forEach(device -> streets.add(device.place().street()));
    return List.copyOf(streets);
  }

  /**
   * The street's drill point, registered if there is none yet; empty if there is no such street.
   */
  synchronized Optional<Device> of(String street) {
    return find(street).or(() -> made(street));
  }

  /** The street's drill point, if there is one. */
  Optional<Device> find(String street) {
    return first(
        device ->
            device.type().key().equals(Spans.DRILL_POINT)
                && device.state() != Device.State.RETIRED
                && device.place().street().equals(street));
  }

  private Optional<Device> made(String street) {
    return first(device -> isPoint(device) && device.place().street().equals(street))
        .map(
            neighbour -> {
              var wanted =
                  new NewDevice(
                      Spans.DRILL_POINT,
                      neighbour.link(),
                      street + " 演练点 drill point",
                      neighbour.place().grid(),
                      null,
                      null,
                      new NewDevice.Rooms(null, street, null, null, null),
                      null,
                      null,
                      null,
                      null,
                      null);
              return registry
                  .register(List.of(wanted), false, false, Actor.HUB)
                  .getFirst()
                  .device();
            });
  }

  private Optional<Device> first(Predicate<Device> fits) {
    return registry.all().stream()
        .filter(fits)
        .min(Comparator.comparing(device -> device.id().value()));
  }

  private static boolean isPoint(Device device) {
    return device.type().lane() == Lane.LIFE_SAFETY
        && device.state() != Device.State.RETIRED
        && !device.place().street().isEmpty()
        && !device.type().key().equals(Spans.DRILL_POINT);
  }
}
