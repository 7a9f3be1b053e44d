package io.fengsui.hub.device;

import io.fengsui.hub.device.Device.State;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import java.util.Collection;
import java.util.List;

/** What a change asks of the device that it is for; each refuses, saying why not. */
final class ChangeCheck {

  private ChangeCheck() {}

  static void inUse(Device device) {
    if (device.state() == State.RETIRED) {
      throw new RefusedException(
          Kind.CONFLICT,
          "设备 " + device.id() + " 已退役",
          "the device " + device.id() + " is retired already");
    }
  }

  static void childless(Device device, Collection<Device> all) {
    List<String> children =
        all.stream()
            .filter(child -> device.id().equals(child.parent()) && child.state() != State.RETIRED)
            .map(child -> child.id().value())
            .sorted()
            .toList();
    if (!children.isEmpty()) {
      String some = String.join(", ", children.subList(0, Math.min(5, children.size())));
      throw new RefusedException(
              Kind.CONFLICT,
              "仍有 %d 个设备挂在 %s 下：%s".formatted(children.size(), device.id(), some),
              "%d devices still hang on %s: %s".formatted(children.size(), device.id(), some))
          .hint("请先将它们退役", "Retire them first");
    }
  }

  static void free(Address address, DeviceIndex index) {
    if (!Address.isValid(address.text())) {
      throw RefusedException.invalid(
          List.of(
              new FieldProblem(
                  "address",
                  "地址最长 128 个字符，且在一行内",
                  "an address is one line of at most 128 characters")));
    }
    if (index.isTaken(address)) {
      throw new RefusedException(
          Kind.CONFLICT,
          "链路 %s 上已有设备使用地址 %s".formatted(address.link(), address.text()),
          "another device on the link %s has the address %s"
              .formatted(address.link(), address.text()));
    }
  }
}
