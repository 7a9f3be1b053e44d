package io.fengsui.hub.web;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Flag;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.device.NewDevice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Smoke detectors in four houses, speaking over the bus. */
final class Street {
  private static final List<String> HOUSES = List.of("榕溪苑", "金穗花园", "同福里", "康平公寓");

  private final DeviceRegistry registry;
  private final Bus bus;
  private final List<DeviceId> detectors = new ArrayList<>();

  Street(DeviceRegistry registry, Bus bus) {
    this.registry = registry;
    this.bus = bus;
  }

  /** Registers detectors on five floors of each house, unless that was done before. */
  Street built() {
    if (registry.all().isEmpty()) {
      var wanted = new ArrayList<NewDevice>();
      for (int house = 0; house < HOUSES.size(); house++) {
        for (int floor = 1; floor <= 5; floor++) {
          wanted.add(detector(house, floor));
        }
      }
      registry.register(wanted, true, false, Actor.HUB);
    }
    registry.all().stream()
        .sorted(Comparator.comparing(Device::name))
        .forEach(device -> detectors.add(device.id()));
    return this;
  }

  private static NewDevice detector(int house, int floor) {
    var name = "%s %d 层走廊烟感".formatted(HOUSES.get(house), floor);
    var rooms =
        new NewDevice.Rooms("榕溪社区", "天河路", HOUSES.get(house), String.valueOf(floor), floor + "01");
    var at = new NewDevice.Position(23.13 + house * 0.001, 113.32 + floor * 0.0001, "wgs84");
    return new NewDevice(
        "smoke-detector",
        "mqtt",
        name,
        "44010600100" + house,
        null,
        at,
        rooms,
        null,
        null,
        null,
        null,
        null);
  }

  /** All but the last few report that all is well. */
  Street heard() throws Exception {
    for (var detector : detectors.subList(0, detectors.size() - 3)) {
      say(detector, Map.of("smoke", new Flag(false), "battery", new Quantity(87, "%")));
    }
    return this;
  }

  /** Smoke at the n-th detector. */
  void smoke(int n) throws Exception {
    var smoke = Map.of("smoke", (Value) new Flag(true), "temperature", new Quantity(48.5, "Cel"));
    say(detectors.get(n), smoke);
  }

  /** The smoke at the n-th detector is gone. */
  void calm(int n) throws Exception {
    say(detectors.get(n), Map.of("smoke", new Flag(false)));
  }

  DeviceId detector(int n) {
    return detectors.get(n);
  }

  private void say(DeviceId detector, Map<String, Value> readings) throws Exception {
    var message = new Telemetry(detector, null, readings);
    bus.append(Lane.LIFE_SAFETY, "mqtt", message).toCompletableFuture().get(5, TimeUnit.SECONDS);
  }
}
