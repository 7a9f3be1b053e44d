package io.fengsui.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.hub.account.Account;
import io.fengsui.hub.account.Accounts;
import io.fengsui.hub.account.Role;
import io.fengsui.hub.account.Tokens;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.cli.Terminal;
import io.fengsui.hub.database.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The commands of the bus as a person types them, against a hub that runs. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "fengsui.links.mqtt.mqtt.port=0",
      "fengsui.history.store=none",
      "spring.main.keep-alive=false"
    })
@DirtiesContext
class BusCommandsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @TempDir static Path folder;

  private static final Lane LANE = Lane.TELEMETRY;

  @Autowired Accounts accounts;
  @Autowired Tokens tokens;
  @Autowired Bus bus;
  @LocalServerPort int port;

  private Terminal terminal = new Terminal(Path.of(""));

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    database.settings(registry);
    registry.add("fengsui.data", folder::toString);
  }

  @BeforeEach
  void given_an_administrator_at_a_terminal() {
    terminal = terminal(Role.ADMIN);
  }

  @Test
  void shows_lanes_and_groups_within_eighty_columns() throws Exception {
    say("a", 1);

    assertThat(terminal.run("bus", "status")).isZero();

    assertThat(terminal.out())
        .contains("life-safety", "telemetry", "rules", "device", "taking messages");
    assertThat(terminal.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
    assertThat(terminal.run("bus", "status", "--json")).isZero();
    assertThat(terminal.out()).contains("\"committed\"", "\"holding\"");
  }

  @Test
  void tails_from_a_position_a_time_and_the_end() throws Exception {
    long first = say("tail-1", 21);
    say("tail-2", 22);

    assertThat(terminal.run("bus", "tail", "--from", Long.toString(first), "-n", "2")).isZero();
    assertThat(terminal.out()).contains("tail-1", "temperature=21.0 Cel", "tail-2");

    assertThat(terminal.run("bus", "tail", "telemetry", "-n", "1")).isZero();
    assertThat(terminal.out()).doesNotContain("tail-1").contains("tail-2");

    assertThat(terminal.run("bus", "tail", "--from", "2026-01-01T00:00:00Z", "--json")).isZero();
    assertThat(terminal.out()).contains("\"kind\":\"resumed\"", "\"device\":\"tail-1\"");
    assertThat(terminal.run("bus", "tail", "--from", "yesterday")).isEqualTo(1);
    assertThat(terminal.err()).contains("yesterday");
  }

  @Test
  void what_a_device_wrote_itself_is_not_shown() throws Exception {
    var message =
        new Telemetry(new DeviceId("n"), null, Map.of("ext.note", new Value.Text("Li Si, 3-201")));
    bus.append(LANE, "mqtt", message).toCompletableFuture().join();

    assertThat(terminal.run("bus", "tail", "-n", "1")).isZero();

    assertThat(terminal.out()).contains("(12 characters)").doesNotContain("Li Si");
  }

  @Test
  void replays_a_group_that_bears_it_and_refuses_the_others() throws Exception {
    say("r", 1);
    try (var reader = bus.reader(LANE, "mirror")) {
      reader.seek(bus.status(LANE).end());
      reader.commit(bus.status(LANE).end());
    }
    long end = committed("mirror");

    assertThat(terminal.run("bus", "replay", "telemetry", "mirror", "--from", "0", "--dry-run"))
        .isZero();
    assertThat(terminal.out()).contains("would be moved", end + " records");
    assertThat(committed("mirror")).isEqualTo(end);

    assertThat(terminal.run("bus", "replay", "telemetry", "mirror", "--from", "1d")).isZero();
    assertThat(committed("mirror")).isZero();

    assertThat(terminal.run("bus", "replay", "telemetry", "rules", "--from", "0")).isEqualTo(1);
    assertThat(terminal.err()).contains("saved state");
    assertThat(terminal.run("bus", "replay", "telemetry", "nobody", "--from", "0")).isEqualTo(1);

    assertThat(terminal.run("bus", "drop-group", "telemetry", "mirror")).isZero();
    assertThat(terminal.run("bus", "drop-group", "telemetry", "rules")).isEqualTo(1);
    assertThat(terminal.err()).contains("reads at this moment");
    assertThat(terminal.run("audit", "verify")).isZero();
  }

  @Test
  void verifies_what_is_there() throws Exception {
    say("v", 1);

    assertThat(terminal.run("bus", "verify", "--lang", "zh")).isZero();

    assertThat(terminal.out()).contains("life-safety：", "telemetry：", "条记录完好");
  }

  @Test
  void an_officer_neither_reads_nor_moves() {
    Terminal officer = terminal(Role.OFFICER);

    assertThat(officer.run("bus", "tail")).isEqualTo(1);
    assertThat(officer.run("bus", "replay", "telemetry", "rules", "--from", "0")).isEqualTo(1);
    assertThat(officer.err()).contains("roles");
  }

  private long say(String device, int degrees) {
    var message =
        new Telemetry(
            new DeviceId(device), null, Map.of("temperature", new Value.Quantity(degrees, "Cel")));
    try {
      return bus.append(LANE, "mqtt", message).toCompletableFuture().join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long committed(String group) {
    return bus.status(LANE).groups().stream()
        .filter(each -> each.name().equals(group))
        .findFirst()
        .orElseThrow()
        .committed();
  }

  private Terminal terminal(Role role) {
    String name = role.name().toLowerCase(Locale.ROOT);
    Account account =
        accounts.all().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseGet(() -> accounts.create(name, "beacon-tower-1", List.of(role), Actor.HUB));
    return new Terminal(folder)
        .with("FENGSUI_URL", "http://127.0.0.1:" + port)
        .with("FENGSUI_TOKEN", tokens.issue(account, "127.0.0.1").token());
  }
}
