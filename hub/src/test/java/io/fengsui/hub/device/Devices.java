package io.fengsui.hub.device;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.bus.Lane;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Devices for tests. */
final class Devices {

  private Devices() {}

  /** What an installer sends for a smoke detector. */
  static NewDevice smoke(@Nullable String id) {
    return new NewDevice(
        "smoke-detector",
        "mqtt",
        "3 号楼 401",
        "440106001",
        id,
        null,
        null,
        null,
        "180s",
        null,
        null,
        null);
  }

  /** A detector that must be heard every three minutes. */
  static Device detector(Device.State state, Instant registered) {
    var type =
        new DeviceType(
            "smoke-detector",
            "感烟探测器",
            "Smoke detector",
            Lane.LIFE_SAFETY,
            SupervisionClass.S180,
            List.of("smoke"));
    return new Device(
        new DeviceId("sd-1"),
        type,
        "hall",
        "mqtt",
        null,
        null,
        new Place("1", "", "", "", "", "", Double.NaN, Double.NaN),
        SupervisionClass.S180,
        Set.of(),
        state,
        "chen.bo",
        registered,
        null,
        null);
  }
}
