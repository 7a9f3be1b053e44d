package io.fengsui.hub.device;

import static io.fengsui.hub.device.Devices.smoke;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fengsui.adapter.Admission;
import io.fengsui.adapter.Admission.Admitted;
import io.fengsui.adapter.Admission.Refused;
import io.fengsui.adapter.Admission.Why;
import io.fengsui.adapter.Claim;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Secret;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.bus.HandClock;
import io.fengsui.hub.database.TestDatabase;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class DeviceRegistryTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Actor CHEN = new Actor("chen.bo", "127.0.0.1");

  private final HandClock clock = new HandClock();
  private final AuditLog audit =
      new AuditLog(database.dataSource(), database.transactions(), clock);
  private final DeviceRegistry registry = open();

  @Test
  void a_registered_device_is_admitted_with_its_secret_and_nobody_else_is() {
    Registered made = register(smoke("sd-admit"));

    assertThat(claim("sd-admit", made.secret().text())).isInstanceOf(Admitted.class);
    assertThat(claim("sd-admit", "wrong")).isEqualTo(new Refused(Why.WRONG_SECRET));
    assertThat(claim("sd-none", made.secret().text())).isEqualTo(new Refused(Why.UNKNOWN_DEVICE));
    assertThat(claim("not an id!", "")).isEqualTo(new Refused(Why.UNKNOWN_DEVICE));
    assertThat(made.secret().text()).matches("[a-z2-7]{32}");
  }

  @Test
  void everything_survives_a_restart() {
    var wanted =
        new NewDevice(
            "smoke-detector",
            null,
            " Hall ",
            "440106001",
            "sd-kept",
            new NewDevice.Position(22.540796131694766, 113.9171764808363, "gcj02"),
            new NewDevice.Rooms("东山社区", null, "3", "4", "401"),
            null,
            null,
            List.of("lift", "2号楼"),
            "lift-7",
            null);
    Registered made = register(wanted);

    DeviceRegistry again = open();

    assertThat(again.find(made.device().id())).contains(made.device());
    assertThat(made.device().place().latitude()).isBetween(22.5438, 22.5439);
    assertThat(again.admit(new Claim("sd-kept", made.secret(), ""))).isInstanceOf(Admitted.class);
  }

  @Test
  void everything_wrong_is_told_at_once_and_nothing_is_registered() {
    var wrong =
        new NewDevice(
            "toaster",
            "nolink",
            " ",
            "A1",
            "sd-wrong",
            new NewDevice.Position(91.0, 181.0, "mars"),
            null,
            "gw-none",
            "5s",
            List.of("a b"),
            null,
            "short");

    assertThatThrownBy(() -> register(wrong))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e ->
                assertThat(e.problems())
                    .extracting(FieldProblem::field)
                    .contains(
                        "type",
                        "link",
                        "name",
                        "grid",
                        "at.latitude",
                        "at.longitude",
                        "at.crs",
                        "parent",
                        "tags",
                        "key"));
    assertThat(registry.find(new DeviceId("sd-wrong"))).isEmpty();
  }

  @Test
  void a_batch_is_registered_whole_or_not_at_all() {
    var half = List.of(smoke("sd-half-1"), smoke("sd-half-1"));

    assertThatThrownBy(() -> registry.register(half, true, false, CHEN))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e ->
                assertThat(e.problems()).extracting(FieldProblem::field).containsExactly("[1].id"));
    assertThat(open().find(new DeviceId("sd-half-1"))).isEmpty();

    var many = IntStream.range(0, 300).mapToObj(i -> smoke(null)).toList();
    assertThat(registry.register(many, true, false, CHEN))
        .extracting(made -> made.device().id())
        .doesNotHaveDuplicates()
        .allMatch(id -> id.value().matches("sd-[0-9a-z]{6}"));
    assertThat(audit.verify().whole()).isTrue();
  }

  @Test
  void a_dry_run_changes_nothing() {
    registry.register(List.of(smoke("sd-dry")), false, true, CHEN);

    assertThat(registry.find(new DeviceId("sd-dry"))).isEmpty();
  }

  @Test
  void a_gateway_speaks_for_its_children_until_they_are_retired() {
    Registered gateway = register(child("gateway", "gw-1", null));
    DeviceId child = register(child("smoke-detector", "sd-child", "gw-1")).device().id();
    DeviceId stranger = register(smoke("sd-stranger")).device().id();
    var admitted = (Admitted) claim("gw-1", gateway.secret().text());

    assertThat(admitted.speaksFor(admitted.device())).isTrue();
    assertThat(admitted.speaksFor(child)).isTrue();
    assertThat(admitted.speaksFor(stranger)).isFalse();

    assertThatThrownBy(() -> registry.retire(gateway.device().id(), "old", CHEN))
        .hasMessageContaining("sd-child");
    registry.retire(child, "broken", CHEN);
    assertThat(admitted.speaksFor(child)).isFalse();
    registry.retire(gateway.device().id(), "old", CHEN);
    assertThat(admitted.speaksFor(admitted.device())).isFalse();
    assertThat(claim("gw-1", gateway.secret().text())).isEqualTo(new Refused(Why.RETIRED));
    assertThat(open().require(child).state()).isEqualTo(Device.State.RETIRED);
  }

  @Test
  void proving_is_kept_and_happens_once() {
    DeviceId id = register(smoke("sd-prove")).device().id();

    Device proven = registry.prove(id, CHEN);

    assertThat(registry.prove(id, CHEN)).isEqualTo(proven);
    assertThat(open().require(id).provenAt()).isEqualTo(clock.instant());
  }

  @Test
  void a_device_is_found_by_its_address_until_it_gets_another_or_is_retired() {
    DeviceId panel = register(addressed("fp-1", null, "01-00-00")).device().id();
    DeviceId point = register(addressed("sd-p1", "fp-1", "1.1/2.7")).device().id();

    assertThat(at(null, "01-00-00")).contains(panel);
    assertThat(at(panel, "1.1/2.7")).contains(point);
    assertThat(at(null, "1.1/2.7")).as("it hangs on the panel").isEmpty();
    assertThatThrownBy(() -> register(addressed("sd-p2", "fp-1", "1.1/2.7")))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.problems()).extracting(FieldProblem::field).contains("address"));

    registry.address(point, "1.1/2.8", CHEN);
    assertThat(at(panel, "1.1/2.7")).isEmpty();
    assertThat(at(panel, "1.1/2.8")).contains(point);
    assertThat(open().find("mqtt", panel, "1.1/2.8").map(Device::id)).contains(point);

    registry.retire(point, "broken", CHEN);
    assertThat(at(panel, "1.1/2.8")).isEmpty();
    register(addressed("sd-p3", "fp-1", "1.1/2.8"));
    assertThat(at(panel, "1.1/2.8")).contains(new DeviceId("sd-p3"));
  }

  @Test
  void a_device_without_an_address_goes_by_its_id_on_its_own_link_only() {
    DeviceId id = register(smoke("sd-by-id")).device().id();

    assertThat(at(null, "sd-by-id")).contains(id);
    assertThat(registry.find("lwm2m", null, "sd-by-id")).isEmpty();
  }

  @Test
  void nobody_can_take_a_devices_id_for_an_address_or_its_address_for_an_id() {
    DeviceId id = register(smoke("sd-real")).device().id();
    register(addressed("gw-loop", null, "sd-later"));

    assertThatThrownBy(() -> register(addressed("gw-false", null, "sd-real")))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.problems()).extracting(FieldProblem::field).contains("address"));
    assertThatThrownBy(() -> register(smoke("sd-later")))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.problems()).extracting(FieldProblem::field).contains("id"));
    assertThatThrownBy(() -> registry.address(new DeviceId("gw-loop"), "sd-real", CHEN))
        .hasMessageContaining("sd-real");
    assertThat(at(null, "sd-real")).contains(id);
  }

  @Test
  void a_key_is_kept_where_the_link_needs_it_and_nowhere_else() {
    var given = keyed("sd-given", "lwm2m", "hex:00112233445566778899aabbccddeeff");
    DeviceId factory = register(given).device().id();
    Registered made = register(keyed("sd-made", "lwm2m", null));
    register(smoke("sd-hashed"));

    assertThat(open().key("lwm2m", factory).orElseThrow().bytes()).hasSize(16).startsWith(0, 0x11);
    assertThat(open().key("lwm2m", made.device().id())).contains(made.secret());
    assertThat(registry.key("mqtt", new DeviceId("sd-hashed"))).isEmpty();
    assertThat(registry.key("mqtt", factory)).as("another link").isEmpty();
    assertThatThrownBy(() -> register(keyed("sd-refused", "mqtt", "hex:0011223344556677")))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.problems()).extracting(FieldProblem::field).contains("key"));
    assertThatThrownBy(() -> register(keyed("sd-short", "lwm2m", "hex:0011")))
        .isInstanceOf(RefusedException.class);
  }

  private Optional<DeviceId> at(@Nullable DeviceId parent, String address) {
    return registry.find("mqtt", parent, address).map(Device::id);
  }

  private static NewDevice addressed(String id, @Nullable String parent, String address) {
    return new NewDevice(
        "gateway", "mqtt", id, "1", id, null, null, parent, null, null, address, null);
  }

  private static NewDevice keyed(String id, String link, @Nullable String key) {
    return new NewDevice(
        "smoke-detector", link, id, "1", id, null, null, null, null, null, null, key);
  }

  private static NewDevice child(String type, String id, @Nullable String parent) {
    return new NewDevice(type, "mqtt", id, "1", id, null, null, parent, null, null, null, null);
  }

  private Registered register(NewDevice wanted) {
    return registry.register(List.of(wanted), false, false, CHEN).getFirst();
  }

  private Admission claim(String identity, String secret) {
    return registry.admit(new Claim(identity, Secret.of(secret), "127.0.0.1"));
  }

  private DeviceRegistry open() {
    var types = new DeviceTypes();
    return new DeviceRegistry(
        types,
        new LinkNames(Map.of("mqtt", false, "lwm2m", true)),
        new DeviceTable(new JdbcTemplate(database.dataSource()), types),
        audit,
        database.transactions(),
        clock);
  }
}
