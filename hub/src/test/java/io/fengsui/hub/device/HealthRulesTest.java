package io.fengsui.hub.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.hub.device.HealthRules.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthRulesTest {

  private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
  private static final DeviceId ID = new DeviceId("sd-1");
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private @Nullable Heard heard;
  private Instant up = START;

  @Test
  void a_device_that_never_spoke_is_unknown() {
    assertThat(at(3600).health()).isEqualTo(Health.UNKNOWN);
    assertThat(at(3600).reason().en()).contains("never heard");
  }

  @Test
  void goes_from_online_over_late_to_silent_as_time_passes() {
    says(0, "smoke", new Value.Flag(false));

    assertThat(at(113).health()).isEqualTo(Health.ONLINE);
    assertThat(at(114).health()).isEqualTo(Health.LATE);
    assertThat(at(170).health()).isEqualTo(Health.LATE);
    assertThat(at(171).health()).as("ten seconds to tell it").isEqualTo(Health.SILENT);
    assertThat(at(171).since()).isEqualTo(START.plusSeconds(170));
    assertThat(at(400).reason().en())
        .isEqualTo("no word for 6 min; its supervision class is 3 min");
    assertThat(at(400).reason().zh()).contains("6 分钟");
  }

  @Test
  void is_online_since_the_gap_ended() {
    says(0, "smoke", new Value.Flag(false));
    says(100, "smoke", new Value.Flag(false));
    assertThat(at(101).since()).isEqualTo(START);

    says(500, "smoke", new Value.Flag(false));

    assertThat(at(501).since()).isEqualTo(START.plusSeconds(500));
  }

  @Test
  void after_a_restart_nothing_is_red_until_each_had_its_time_to_speak() {
    says(0, "smoke", new Value.Flag(false));
    present(100, false, "hub-stopping");
    up = START.plusSeconds(86_400);

    assertThat(at(86_401).health()).isEqualTo(Health.UNKNOWN);
    assertThat(at(86_401).lastHeardAt()).isEqualTo(START);
    assertThat(at(86_401).reason().en()).contains("24 h ago");
    assertThat(at(86_570).health()).isEqualTo(Health.UNKNOWN);
    assertThat(at(86_571).health()).isEqualTo(Health.SILENT);

    says(86_600, "smoke", new Value.Flag(false));
    assertThat(at(86_601).health()).isEqualTo(Health.ONLINE);
  }

  @Test
  void a_lost_connection_is_silence_at_once_but_a_good_bye_is_not() {
    present(0, true, "");
    present(5, false, "good-bye");
    assertThat(at(6).health()).isEqualTo(Health.ONLINE);

    present(7, true, "");
    present(9, false, "keep-alive");
    assertThat(at(10).health()).isEqualTo(Health.SILENT);
    assertThat(at(10).since()).isEqualTo(START.plusSeconds(9));

    present(11, true, "");
    assertThat(at(12).health()).isEqualTo(Health.ONLINE);
  }

  @Test
  void reports_of_trouble_are_a_fault_until_taken_back() {
    says(0, "battery", new Value.Quantity(9, "%"));
    says(5, "smoke", new Value.Flag(false));
    assertThat(at(6).health()).isEqualTo(Health.FAULT);
    assertThat(at(6).reason().en()).contains("battery");
    assertThat(at(6).since()).isEqualTo(START);

    says(7, "battery", new Value.Quantity(95, "%"));
    assertThat(at(8).health()).isEqualTo(Health.ONLINE);

    says(9, "tamper", new Value.Flag(true));
    assertThat(at(10).health()).isEqualTo(Health.FAULT);
  }

  @Test
  void keeps_the_last_value_of_every_metric() {
    says(0, "battery", new Value.Quantity(50, "%"));
    says(5, "smoke", new Value.Flag(true));
    says(6, "smoke", new Value.Flag(false));

    assertThat(heard).isNotNull();
    assertThat(Objects.requireNonNull(heard).readings())
        .containsExactlyInAnyOrder(
            new Reading("battery", new Value.Quantity(50, "%"), START),
            new Reading("smoke", new Value.Flag(false), START.plusSeconds(6)));
  }

  @Test
  void what_is_late_is_a_sign_of_life_and_no_latest_value() {
    says(0, "battery", new Value.Quantity(50, "%"));

    var late = new Telemetry(ID, START, Map.of("battery", new Value.Quantity(5, "%")));
    heard = Objects.requireNonNull(heard).next(START.plusSeconds(170), late, true, LIMIT);

    assertThat(heard.value("battery")).isEqualTo(new Value.Quantity(50, "%"));
    assertThat(at(200).health()).as("was heard at 170").isEqualTo(Health.ONLINE);
  }

  /** In whatever order it comes: what was observed last is the latest value of each metric. */
  @Property
  void what_was_observed_earlier_replaces_nothing(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 999) Integer> choices) {
    Heard heard = null;
    Map<String, Integer> expected = new HashMap<>();
    Map<String, Integer> observedAt = new HashMap<>();
    for (int i = 0; i < choices.size(); i++) {
      int observed = choices.get(i) % 100;
      Map<String, Value> readings = new HashMap<>();
      for (int metric = 0; metric < 3; metric++) {
        if (choices.get(i) / 100 % 4 != metric) {
          readings.put("m" + metric, new Value.Quantity(i, ""));
          if (observed >= observedAt.getOrDefault("m" + metric, 0)) {
            observedAt.put("m" + metric, observed);
            expected.put("m" + metric, i);
          }
        }
      }
      var message = new Telemetry(ID, START.plusSeconds(observed), readings);
      Instant at = START.plusSeconds(100 + i);
      heard =
          heard == null ? Heard.first(at, message, false) : heard.next(at, message, false, LIMIT);
    }

    Map<String, Integer> latest = new HashMap<>();
    Objects.requireNonNull(heard)
        .readings()
        .forEach(each -> latest.put(each.metric(), (int) ((Value.Quantity) each.value()).amount()));
    assertThat(latest).isEqualTo(expected);
  }

  private HealthReport at(int second) {
    var device = Devices.detector(Device.State.IN_SERVICE, START);
    return HealthRules.judge(device, heard, new Uptime(up, up), START.plusSeconds(second));
  }

  private void says(int second, String metric, Value value) {
    hear(second, new Telemetry(ID, null, Map.of(metric, value)));
  }

  private void present(int second, boolean online, String reason) {
    hear(second, new Presence(ID, null, online, Map.of("reason", reason)));
  }

  private void hear(int second, DeviceMessage message) {
    Instant at = START.plusSeconds(second);
    heard = heard == null ? Heard.first(at, message, false) : heard.next(at, message, false, LIMIT);
  }
}
