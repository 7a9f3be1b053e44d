package io.fengsui.hub.device;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Secret;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Checks devices that are to be registered together; they may speak of each other. */
record BatchCheck(DeviceTypes types, LinkNames links, DeviceIndex index) {

  /**
   * @param many whether problems are reported with the place in the list, {@code [3].name}
   * @param by who registers them
   * @throws RefusedException with everything that is wrong in any of them
   */
  List<Registered> check(List<NewDevice> wanted, boolean many, String by, Instant now) {
    List<FieldProblem> problems = new ArrayList<>();
    List<Registered> made = new ArrayList<>();
    Map<DeviceId, Device> before = new HashMap<>();
    Set<Address> given = new HashSet<>();
    Function<DeviceId, Optional<Device>> known =
        id -> Optional.ofNullable(before.get(id)).or(() -> index.find(id));
    for (int i = 0; i < wanted.size(); i++) {
      String field = many ? "[" + i + "]." : "";
      var check =
          new RegistrationCheck(
              types,
              links,
              known,
              address -> index.isTaken(address) || given.contains(address),
              field,
              wanted.get(i));
      Optional<Secret> key = check.key();
      check
          .device(by, now)
          .ifPresent(
              device -> {
                boolean keyed = links.needsKeys(device.link());
                made.add(new Registered(device, key.orElseGet(Credential::newSecret), keyed));
                before.put(device.id(), device);
                given.add(Address.of(device));
              });
      problems.addAll(check.problems());
    }
    if (!problems.isEmpty()) {
      throw RefusedException.invalid(problems);
    }
    return made;
  }
}
