package io.fengsui.adapter.lwm2m;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.server.registration.Registration;

/** What the hub observes of a device: alarms first, of what its registration names. */
final class Plan {

  /** Observed as a whole, so that an input comes with what it is for. */
  private static final List<Integer> POINTS =
      List.of(3407, 503, 502, 3200, 3342, 3347, 3325, 3300, 3303, 3304, 3338, 3411, 3427, 3435);

  private static final LwM2mPath ERRORS = new LwM2mPath(3, 0, 11);
  private static final LwM2mPath BATTERY = new LwM2mPath(3, 0, 9);
  private static final LwM2mPath SIGNAL = new LwM2mPath(4, 0, 2);

  /** Told now and then also when nothing changes; alarms are told when they change. */
  static final Set<LwM2mPath> REGULAR = Set.of(BATTERY, SIGNAL);

  /** A device may not have the hub observe more than this. */
  static final int MAX_OBSERVED = 128;

  private static final int BINARY = 19;

  private Plan() {}

  static List<LwM2mPath> observed(Registration registration) {
    Set<LwM2mPath> there = registration.getAvailableInstances();
    Stream<LwM2mPath> points = POINTS.stream().flatMap(object -> instances(there, object));
    Stream<LwM2mPath> bytes = instances(there, BINARY).limit(1).map(instance -> instance.append(0));
    Stream<LwM2mPath> device =
        instances(there, 3).findAny().isPresent() ? Stream.of(ERRORS, BATTERY) : Stream.empty();
    Stream<LwM2mPath> network =
        instances(there, 4).findAny().isPresent() ? Stream.of(SIGNAL) : Stream.empty();
    return Stream.of(points, bytes, device, network)
        .flatMap(each -> each)
        .limit(MAX_OBSERVED)
        .toList();
  }

  private static Stream<LwM2mPath> instances(Set<LwM2mPath> there, int object) {
    return there.stream()
        .filter(path -> path.isObjectInstance() && path.getObjectId() == object)
        .sorted();
  }
}
