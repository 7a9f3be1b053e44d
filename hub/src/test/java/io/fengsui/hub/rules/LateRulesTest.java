package io.fengsui.hub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Flag;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.event.Alarm;
import io.fengsui.hub.event.Label;
import io.fengsui.hub.event.Marks;
import io.fengsui.hub.event.Severity;
import io.fengsui.hub.link.KnownDevices;
import io.fengsui.rules.Change;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.RuleFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is late or replayed does to the rules of each lane what the policy says. */
class LateRulesTest {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final LatePolicy LATE = LatePolicy.after(Duration.ofMinutes(15));
  private static final String RULES =
      """
      rules:
        hot:
          title: { zh: 高温, en: Hot }
          when: { metric: temperature, above: 50 Cel }
          severity: I
          category: fire
          advice: { zh: 去, en: Go }
        smoke:
          title: { zh: 烟, en: Smoke }
          when: { metric: smoke, is: true }
          severity: I
          category: fire
          advice: { zh: 去, en: Go }
        silence:
          title: { zh: 失联, en: Silent }
          when: { silent: 10m }
          severity: IV
          category: device
          advice: { zh: 查, en: Look }
      """;

  @Test
  void a_late_reading_of_the_telemetry_lane_raises_nothing_and_clears_nothing() throws Exception {
    var post = new Post(Lane.TELEMETRY);
    post.says(60, 60 - 16 * 60, "temperature", quantity(80));
    assertThat(post.told()).isEmpty();

    post.says(70, 70, "temperature", quantity(80));
    assertThat(post.told()).containsExactly("Hot raised");
    post.says(80, 80 - 16 * 60, "temperature", quantity(20));
    assertThat(post.told()).isEmpty();
  }

  @Test
  void what_its_sender_calls_historical_raises_nothing_in_either_lane() throws Exception {
    for (Lane lane : Lane.values()) {
      var post = new Post(lane);
      var readings =
          Map.<String, Value>of("smoke", new Flag(true), Telemetry.HISTORICAL, new Flag(true));
      post.hears(NOON.plusSeconds(60), "mqtt", new Telemetry(new DeviceId("d-1"), NOON, readings));
      assertThat(post.told()).isEmpty();
    }
  }

  @Test
  void what_is_late_is_a_sign_of_life_and_what_is_replayed_is_none() throws Exception {
    var post = new Post(Lane.TELEMETRY);
    post.says(500, -500, "temperature", quantity(20));
    post.time(900);
    assertThat(post.told()).as("heard at 500").isEmpty();

    post.hears(
        NOON.plusSeconds(1000),
        LatePolicy.replayed("mqtt"),
        new Telemetry(
            post.device.id(), NOON.plusSeconds(1000), Map.of("temperature", quantity(20))));
    post.time(1101);
    assertThat(post.told()).containsExactly("Silent raised");
  }

  @Test
  void a_life_safety_alarm_is_raised_however_late_and_says_when_it_was_observed() throws Exception {
    var street = new Post(Lane.LIFE_SAFETY);
    Instant observed = NOON.minus(Duration.ofHours(3));

    street.hears(
        NOON.plusSeconds(60),
        LatePolicy.replayed("mqtt"),
        new Occurrence(street.device.id(), observed, "smoke", Map.of()));

    Alarm.Raised raised = (Alarm.Raised) street.alarms().getFirst();
    assertThat(raised.title()).isEqualTo(new Label("烟（迟到：早前观测）", "Smoke (late: observed earlier)"));
    assertThat(raised.at()).isEqualTo(NOON.plusSeconds(60));
    assertThat(raised.evidence().getFirst().at()).isEqualTo(observed);
  }

  @Test
  void a_fire_of_the_day_before_yesterday_was_missed_and_hides_no_fire_of_now() throws Exception {
    var street = new Post(Lane.LIFE_SAFETY);
    long longAgo = 60 - 25 * 3_600;

    street.says(60, longAgo, "smoke", new Flag(true));

    List<Alarm> alarms = street.alarms();
    var missed = (Alarm.Raised) alarms.getFirst();
    assertThat(missed.rule()).isEqualTo(AlarmMapper.MISSED);
    assertThat(missed.title()).isEqualTo(new Label("漏报，请核查：烟", "Missed, check: Smoke"));
    assertThat(missed.advice().en()).contains("no alarm of this moment");
    assertThat(missed.severity()).isEqualTo(Severity.III);
    assertThat(missed.makesTask()).isTrue();
    assertThat(missed.circumstances().observedAt()).isEqualTo(NOON.plusSeconds(longAgo));
    assertThat(alarms.getLast()).isInstanceOf(Alarm.Cleared.class);

    street.says(70, 70, "smoke", new Flag(true));
    var now = (Alarm.Raised) street.alarms().getFirst();
    assertThat(now.rule()).isEqualTo("smoke");
    assertThat(now.severity()).isEqualTo(Severity.I);
    assertThat(now.circumstances().observedAt()).isNull();
  }

  @Test
  void a_fire_of_less_than_a_day_ago_is_late_also_beside_a_younger_reading() throws Exception {
    var street = new Post(Lane.LIFE_SAFETY);
    street.says(50, 50, "smoke", new Flag(false));

    street.says(60, 60 - 23 * 3_600, "smoke", new Flag(true));

    var raised = (Alarm.Raised) street.alarms().getFirst();
    assertThat(raised.rule()).isEqualTo("smoke");
    assertThat(raised.severity()).isEqualTo(Severity.I);
    assertThat(raised.title().en()).isEqualTo("Smoke (late: observed earlier)");
    assertThat(raised.circumstances().observedAt()).isEqualTo(NOON.plusSeconds(60 - 23 * 3_600));
  }

  @Test
  void an_alarm_of_now_does_not_say_that_it_is_late() throws Exception {
    var street = new Post(Lane.LIFE_SAFETY);

    street.says(60, 55, "smoke", new Flag(true));

    assertThat(((Alarm.Raised) street.alarms().getFirst()).title().en()).isEqualTo("Smoke");
  }

  @Test
  void that_there_was_no_smoke_earlier_clears_no_alarm_of_now() throws Exception {
    var street = new Post(Lane.LIFE_SAFETY);
    street.says(60, 60, "smoke", new Flag(true));
    assertThat(street.told()).containsExactly("Smoke raised");

    street.says(70, 70 - 3_600, "smoke", new Flag(false));
    assertThat(street.told()).isEmpty();

    street.says(80, 80, "smoke", new Flag(false));
    assertThat(street.told()).containsExactly("Smoke cleared");
  }

  @Test
  void that_it_was_cool_earlier_clears_no_alarm_of_now() throws Exception {
    var street = new Post(Lane.LIFE_SAFETY);
    street.says(60, 60, "temperature", quantity(80));
    assertThat(street.told()).containsExactly("Hot raised");

    street.says(70, 70 - 3_600, "temperature", quantity(20));
    street.hears(
        NOON.plusSeconds(75),
        LatePolicy.replayed("mqtt"),
        new Telemetry(
            street.device.id(), NOON.plusSeconds(74), Map.of("temperature", quantity(20))));
    assertThat(street.told()).isEmpty();

    street.says(80, 80, "temperature", quantity(20));
    assertThat(street.told()).containsExactly("Hot cleared");
  }

  @Test
  void heat_is_raised_however_late_and_whatever_was_measured_since() throws Exception {
    var street = new Post(Lane.LIFE_SAFETY);
    street.says(60, 60, "temperature", quantity(20));

    street.says(70, 70 - 3_600, "temperature", quantity(80));

    Alarm.Raised raised = (Alarm.Raised) street.alarms().getFirst();
    assertThat(raised.title().en()).isEqualTo("Hot (late: observed earlier)");
  }

  @Test
  void smoke_that_comes_after_a_younger_message_is_raised_all_the_same() throws Exception {
    var street = new Post(Lane.LIFE_SAFETY);
    street.says(60, 60, "smoke", new Flag(false));

    street.says(61, 55, "smoke", new Flag(true));

    assertThat(street.told()).containsExactly("Smoke raised");
  }

  @Test
  void in_the_telemetry_lane_an_older_reading_replaces_no_younger_one() throws Exception {
    var post = new Post(Lane.TELEMETRY);
    post.says(60, 60, "temperature", quantity(20));

    post.says(61, 55, "temperature", quantity(80));
    assertThat(post.told()).isEmpty();

    post.says(62, 62, "temperature", quantity(80));
    post.says(63, 58, "temperature", quantity(20));
    assertThat(post.told()).containsExactly("Hot raised");
  }

  @Test
  void a_replayed_alarm_does_not_end_the_silence_of_its_device() throws Exception {
    var street = new Post(Lane.LIFE_SAFETY);
    street.time(700);
    assertThat(street.told()).containsExactly("Silent raised");

    street.hears(
        NOON.plusSeconds(800),
        LatePolicy.replayed("mqtt"),
        new Telemetry(street.device.id(), NOON, Map.of("smoke", new Flag(true))));

    assertThat(street.told()).containsExactly("Smoke raised");
  }

  /** Each message: seconds since the one before, seconds late, temperature. */
  @Property(tries = 300)
  void rules_of_the_telemetry_lane_do_as_if_what_is_late_had_said_nothing(
      @ForAll @Size(max = 60) List<@IntRange(max = 999_999) Integer> choices) throws IOException {
    var all = new Post(Lane.TELEMETRY);
    var again = new Post(Lane.TELEMETRY);
    var timely = new Post(Lane.TELEMETRY);
    long second = 0;
    for (int choice : choices) {
      second += choice % 300;
      long observed = second - choice / 300 % 3_000;
      Value temperature = quantity(choice % 101);
      all.says(second, observed, "temperature", temperature);
      again.says(second, observed, "temperature", temperature);
      boolean late = observed < second - 15 * 60;
      timely.says(second, observed, late ? "battery" : "temperature", temperature);
    }

    List<Change> changes = all.engine.takeChanges();
    assertThat(changes).isEqualTo(again.engine.takeChanges());
    assertThat(changes.stream().map(LateRulesTest::words))
        .containsExactlyElementsOf(
            timely.engine.takeChanges().stream().map(LateRulesTest::words).toList());
  }

  /** One device in a lane, and the rules that look at it. */
  private static final class Post {
    private final KnownDevices devices = new KnownDevices();
    private final Device device;
    private final LaneEngine engine;
    private long position;

    Post(Lane lane) throws IOException {
      device = devices.add("d-1", lane, Device.State.IN_SERVICE);
      var subjects = new Subjects(lane);
      engine =
          new LaneEngine(lane, subjects, new RunnerMeters(new SimpleMeterRegistry(), lane), LATE);
      List<Rule> rules = RuleFile.read("t.yaml", RULES).rules();
      assertThat(rules).hasSize(3);
      engine.begin(rules, false);
      subjects.begin(List.of(device), engine.engine(), engine::add);
      hears(NOON, "mqtt", new Telemetry(device.id(), null, Map.of("battery", quantity(90))));
      engine.takeChanges(); // silent from its registration until now
    }

    void says(long second, long observed, String metric, Value value) {
      Instant at = NOON.plusSeconds(second);
      Instant then = NOON.plusSeconds(observed);
      hears(at, "mqtt", new Telemetry(new DeviceId("d-1"), then, Map.of(metric, value)));
    }

    void hears(Instant at, String link, DeviceMessage message) {
      engine.take(List.of(new Entry.Heard(position++, at, link, message)));
    }

    void time(long second) {
      engine.wake(NOON.plusSeconds(second));
    }

    List<String> told() {
      return engine.takeChanges().stream().map(LateRulesTest::words).toList();
    }

    List<Alarm> alarms() {
      var mapper = new AlarmMapper(devices, LATE, Marks.NONE);
      return new ArrayList<>(engine.takeChanges().stream().map(mapper::alarm).toList());
    }
  }

  private static String words(Change change) {
    return change.rule().title().en() + (change instanceof Change.Raised ? " raised" : " cleared");
  }

  private static Quantity quantity(double amount) {
    return new Quantity(amount, "Cel");
  }
}
