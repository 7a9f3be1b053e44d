package io.fengsui.hub.rules;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceDirectory;
import io.fengsui.hub.device.Place;
import io.fengsui.hub.event.Scene;
import io.fengsui.rules.Evidence;
import io.fengsui.rules.definition.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Where alarms are and how people call it: that of the device, or of the place's devices. */
record Scenery(DeviceDirectory devices) {

  /** Of what hangs on each other; more is a mistake of the registry. */
  private static final int DEEPEST = 8;

  /** A subject as people know it. */
  record View(String name, Scene scene, @Nullable String parent) {}

  /**
   * What to call a subject.
   *
   * @param per what the rule keeps a state for
   * @param evidence names devices of a place
   */
  View view(String subject, Scope per, List<Evidence> evidence) {
    return per == Scope.DEVICE ? device(subject) : place(subject, per, evidence);
  }

  /**
   * What a device is heard through, the nearest first: what it hangs on, and its link as {@code
   * link:NAME}.
   */
  List<String> behind(String subject) {
    List<String> path = new ArrayList<>();
    Optional<Device> device = find(subject);
    for (Optional<Device> at = device; at.isPresent() && path.size() < DEEPEST; ) {
      DeviceId parent = at.get().parent();
      if (parent != null) {
        path.add(parent.value());
      }
      at = parent == null ? Optional.empty() : devices.find(parent);
    }
    device.ifPresent(each -> path.add("link:" + each.link()));
    return path;
  }

  private View device(String subject) {
    Optional<Device> device = find(subject);
    return new View(
        device.map(Device::name).orElse(subject),
        device.map(Device::place).map(Scenery::scene).orElse(scene("")),
        device.map(Device::parent).map(DeviceId::value).orElse(null));
  }

  private View place(String subject, Scope per, List<Evidence> evidence) {
    List<Place> members =
        evidence.stream()
            .map(Evidence::device)
            .distinct()
            .flatMap(id -> find(id).stream())
            .map(Device::place)
            .toList();
    boolean floor = per == Scope.FLOOR || per == Scope.PAIR;
    var scene =
        members.isEmpty()
            ? ofName(subject, per)
            : new Scene(
                common(members, Place::grid),
                common(members, Place::community),
                common(members, Place::street),
                floor || per == Scope.BUILDING ? common(members, Place::building) : "",
                floor ? common(members, Place::floor) : "",
                per == Scope.PAIR ? common(members, Place::room) : "",
                mean(members, Place::latitude),
                mean(members, Place::longitude));
    String name = per == Scope.PAIR ? afterColon(subject) : PlaceName.of(scene, per);
    return new View(name, scene, null);
  }

  private Optional<Device> find(String id) {
    return DeviceId.isValid(id) ? devices.find(new DeviceId(id)) : Optional.empty();
  }

  /** What the name alone says: {@code floor:330106001/3/2}. */
  private static Scene ofName(String subject, Scope per) {
    if (per == Scope.PAIR) {
      return scene("");
    }
    String[] parts = afterColon(subject).split("/", 3);
    String first = parts[0];
    return new Scene(
        per == Scope.COMMUNITY ? "" : first,
        per == Scope.COMMUNITY ? first : "",
        "",
        parts.length > 1 ? parts[1] : "",
        parts.length > 2 ? parts[2] : "",
        "",
        null,
        null);
  }

  private static String afterColon(String subject) {
    return subject.substring(subject.indexOf(':') + 1);
  }

  private static Scene scene(Place place) {
    return new Scene(
        place.grid(),
        place.community(),
        place.street(),
        place.building(),
        place.floor(),
        place.room(),
        known(place.latitude()),
        known(place.longitude()));
  }

  private static Scene scene(String grid) {
    return new Scene(grid, "", "", "", "", "", null, null);
  }

  private static String common(List<Place> places, Function<Place, String> part) {
    List<String> all = places.stream().map(part).distinct().toList();
    return all.size() == 1 ? all.getFirst() : "";
  }

  private static @Nullable Double mean(List<Place> places, ToDoubleFunction<Place> degrees) {
    double mean =
        places.stream().mapToDouble(degrees).filter(Double::isFinite).average().orElse(Double.NaN);
    return known(mean);
  }

  private static @Nullable Double known(double degrees) {
    return Double.isNaN(degrees) ? null : degrees;
  }
}
