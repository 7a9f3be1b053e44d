package io.fengsui.hub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.Admission;
import io.fengsui.adapter.Claim;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Secret;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceDirectory;
import io.fengsui.hub.device.DeviceType;
import io.fengsui.hub.device.Place;
import io.fengsui.hub.device.SupervisionClass;
import io.fengsui.rules.Evidence;
import io.fengsui.rules.definition.Scope;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** People are told of a place in the words that its devices are registered with. */
class SceneryTest {
  private final Town town = new Town();
  private final Scenery scenery = new Scenery(town);

  @Test
  void a_device_is_called_by_its_name() {
    town.add("sd-1", new Place("330106001", "古荡", "文三路", "3", "2", "201", 30.27, 120.13));

    Scenery.View view = scenery.view("sd-1", Scope.DEVICE, List.of());

    assertThat(view.name()).isEqualTo("Device sd-1");
    assertThat(view.scene().room()).isEqualTo("201");
  }

  @Test
  void a_building_has_what_its_devices_have_in_common() {
    town.add("sd-1", new Place("330106001", "古荡", "文三路", "3", "2", "201", 30.27, 120.13));
    town.add("sd-2", new Place("330106001", "古荡", "文三路", "3", "5", "502", 30.29, 120.15));

    Scenery.View view =
        scenery.view("building:330106001/3", Scope.BUILDING, evidence("sd-1", "sd-2", "sd-1"));

    assertThat(view.name()).isEqualTo("古荡 · 3 号楼 / building 3");
    assertThat(view.scene().building()).isEqualTo("3");
    assertThat(view.scene().street()).isEqualTo("文三路");
    assertThat(view.scene().floor()).isEmpty();
    assertThat(view.scene().latitude()).isBetween(30.279, 30.281);
    assertThat(view.parent()).isNull();
  }

  @Test
  void a_place_that_nobody_gave_evidence_of_is_told_by_its_name() {
    assertThat(scenery.view("floor:330106001/A座/2", Scope.FLOOR, List.of()).name())
        .isEqualTo("A座 · 2 层 / floor 2");
    assertThat(scenery.view("grid:330106001", Scope.GRID, List.of()).name())
        .isEqualTo("网格 330106001 / grid 330106001");
    assertThat(scenery.view("community:古荡", Scope.COMMUNITY, List.of()).scene().community())
        .isEqualTo("古荡");
    assertThat(scenery.view("pair:kitchen-501", Scope.PAIR, List.of()).name())
        .isEqualTo("kitchen-501");
  }

  private static List<Evidence> evidence(String... devices) {
    return List.of(devices).stream()
        .map(device -> new Evidence(device, "smoke", true, Instant.EPOCH))
        .toList();
  }

  /** Devices at places. */
  private static final class Town implements DeviceDirectory {
    private static final DeviceType DETECTOR =
        new DeviceType(
            "smoke-detector", "烟感", "Smoke", Lane.LIFE_SAFETY, SupervisionClass.S90, List.of());
    private final Map<DeviceId, Device> devices = new HashMap<>();

    void add(String id, Place place) {
      devices.put(
          new DeviceId(id),
          new Device(
              new DeviceId(id),
              DETECTOR,
              "Device " + id,
              "mqtt",
              null,
              null,
              place,
              SupervisionClass.S90,
              Set.of(),
              Device.State.IN_SERVICE,
              "li",
              Instant.EPOCH,
              null,
              null));
    }

    @Override
    public Optional<Device> find(DeviceId id) {
      return Optional.ofNullable(devices.get(id));
    }

    @Override
    public Optional<Device> find(String link, @Nullable DeviceId parent, String address) {
      return Optional.empty();
    }

    @Override
    public Optional<Secret> key(String link, DeviceId id) {
      return Optional.empty();
    }

    @Override
    public Admission admit(Claim claim) {
      throw new UnsupportedOperationException("nobody signs in here");
    }
  }
}
