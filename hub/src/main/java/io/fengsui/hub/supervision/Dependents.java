package io.fengsui.hub.supervision;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceDirectory;
import io.fengsui.hub.device.DeviceRegistry;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is heard through whom. Thread-safe; answers from memory. */
@Component
public class Dependents {

  private static final int DEEPEST = 8;

  private final DeviceRegistry registry;

  Dependents(DeviceRegistry registry) {
    this.registry = registry;
  }

  /**
   * Devices in use that cannot be heard when this cannot, life-safety first.
   *
   * @param subject a device's id, or {@code link:NAME}
   */
  public List<Device> behind(String subject) {
    return registry.all().stream()
        .filter(device -> device.state() != Device.State.RETIRED)
        .filter(device -> isBehind(registry, device, subject))
        .sorted(
            Comparator.comparing((Device device) -> device.type().lane() != Lane.LIFE_SAFETY)
                .thenComparing(Device::name)
                .thenComparing(device -> device.id().value()))
        .toList();
  }

  private static boolean isBehind(DeviceDirectory devices, Device device, String subject) {
    if (subject.equals("link:" + device.link())) {
      return true;
    }
    @Nullable DeviceId parent = device.parent();
    for (int deep = 0; parent != null && deep < DEEPEST; deep++) {
      if (parent.value().equals(subject)) {
        return true;
      }
      parent = devices.find(parent).map(Device::parent).orElse(null);
    }
    return false;
  }
}
