package io.fengsui.hub.api;

import io.fengsui.hub.device.DeviceType;
import io.fengsui.hub.device.DeviceTypes;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The kinds of device that can be registered. */
@RestController
class DeviceTypesController {

  private final DeviceTypes types;

  DeviceTypesController(DeviceTypes types) {
    this.types = types;
  }

  /** A kind of device, with keys for its lane and supervision class. */
  record TypeView(
      String key, String zh, String en, String lane, String supervision, List<String> metrics) {}

  @GetMapping("/api/device-types")
  List<TypeView> list() {
    return types.all().stream().map(DeviceTypesController::view).toList();
  }

  private static TypeView view(DeviceType type) {
    return new TypeView(
        type.key(),
        type.zh(),
        type.en(),
        type.lane().key(),
        type.supervision().key(),
        type.metrics());
  }
}
