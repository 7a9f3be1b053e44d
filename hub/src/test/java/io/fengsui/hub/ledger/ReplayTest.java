package io.fengsui.hub.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Meaning;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Flag;
import io.fengsui.adapter.Value.Position;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.adapter.Value.Text;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.bus.BusUnavailableException;
import io.fengsui.hub.bus.HandClock;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.database.TestDatabase;
import io.fengsui.hub.device.Device.State;
import io.fengsui.hub.ledger.ReplayResult.Outcome;
import io.fengsui.hub.ledger.ReplayResult.Said;
import io.fengsui.hub.link.KnownDevices;
import io.fengsui.hub.link.MemoryBus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.util.unit.DataSize;

class ReplayTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Actor WANG = new Actor("wang", "127.0.0.1");
  private static final LedgerLog.Filter ALL = new LedgerLog.Filter("", "", null, null);
  private static final DeviceId SMOKE = new DeviceId("smoke");
  private static final Map<String, Value> READINGS = Map.of("smoke", new Flag(true));

  private final HandClock clock = new HandClock();
  private final KnownDevices devices = new KnownDevices();
  private final MemoryBus bus = new MemoryBus();
  private final LedgerLog log = new LedgerLog(database.jdbc());
  private final Losses losses = new Losses(devices, clock, new SimpleMeterRegistry());
  private final LossWriter writer =
      new LossWriter(
          losses,
          new LossTable(database.dataSource(), database.transactions()),
          new LedgerProperties(1_000, DataSize.ofMegabytes(1), Duration.ofDays(90)),
          clock,
          new SimpleMeterRegistry());
  private final AuditLog audit =
      new AuditLog(database.dataSource(), database.transactions(), clock);
  private Function<Raw, Meaning> decoder =
      raw -> Meaning.none(Receipt.Reason.MALFORMED, "not JSON");
  private final Replay replay =
      new Replay(
          log,
          writer,
          (link, raw, at) ->
              link.equals("mqtt") ? Optional.of(decoder.apply(raw)) : Optional.empty(),
          devices,
          bus,
          audit,
          database.transactions(),
          clock);

  @BeforeEach
  void given_an_empty_ledger() {
    database.jdbc().sql("truncate loss, loss_count").update();
    writer.start();
  }

  @AfterEach
  void stop() {
    writer.stop();
  }

  @Test
  void what_an_unregistered_device_said_is_told_once_it_is_registered() {
    Instant observed = clock.instant().minusSeconds(60);
    long id = lost(SMOKE, new Telemetry(SMOKE, observed, READINGS));
    assertThat(run(id)).isEqualTo(Outcome.REFUSED);
    assertThat(bus.in(Lane.LIFE_SAFETY)).isEmpty();
    devices.add("smoke", Lane.LIFE_SAFETY, State.REGISTERED);

    var rehearsed = replay.rehearse(List.of(id)).getFirst();
    assertThat(rehearsed.outcome()).isEqualTo(Outcome.REPLAYED);
    assertThat(rehearsed.messages())
        .containsExactly(new Said("smoke", Lane.LIFE_SAFETY, "telemetry", observed));
    assertThat(bus.in(Lane.LIFE_SAFETY)).as("only rehearsed").isEmpty();

    clock.move(Duration.ofHours(3));
    assertThat(run(id)).isEqualTo(Outcome.REPLAYED);

    assertThat(bus.in(Lane.LIFE_SAFETY)).containsExactly(new Telemetry(SMOKE, observed, READINGS));
    assertThat(log.find(id).orElseThrow().replayed())
        .isEqualTo(new LedgerEntry.Replayed(clock.instant(), "wang", 1));
    assertThat(audited()).endsWith("loss.replay " + id);
    assertThat(audit.verify().whole()).isTrue();
  }

  @Test
  void an_entry_is_replayed_once() {
    devices.add("smoke", Lane.LIFE_SAFETY, State.REGISTERED);
    long id = lost(SMOKE, new Telemetry(SMOKE, null, READINGS));

    assertThat(run(id)).isEqualTo(Outcome.REPLAYED);
    assertThat(run(id)).isEqualTo(Outcome.ALREADY);
    assertThat(replay.rehearse(List.of(id)).getFirst().what().en()).startsWith("wang replayed it");

    assertThat(bus.in(Lane.LIFE_SAFETY)).hasSize(1);
  }

  @Test
  void what_had_no_time_of_its_own_was_observed_when_it_was_lost() {
    devices.add("smoke", Lane.LIFE_SAFETY, State.REGISTERED);
    Instant then = clock.instant();
    long id = lost(SMOKE, new Occurrence(SMOKE, null, "fire", Map.of()));
    clock.move(Duration.ofHours(5));

    run(id);

    assertThat(bus.in(Lane.LIFE_SAFETY))
        .containsExactly(new Occurrence(SMOKE, then, "fire", Map.of()));
  }

  @Test
  void raw_input_is_read_again_when_the_decoder_was_mended() {
    devices.add("smoke", Lane.LIFE_SAFETY, State.REGISTERED);
    long id = lostRaw("mqtt", SMOKE, "smoke=1");
    assertThat(run(id)).isEqualTo(Outcome.REFUSED);
    assertThat(replay.rehearse(List.of(id)).getFirst().what().en()).isEqualTo("still: not JSON");

    decoder = raw -> Meaning.of(new Telemetry(SMOKE, null, READINGS));

    assertThat(run(id)).isEqualTo(Outcome.REPLAYED);
    assertThat(bus.in(Lane.LIFE_SAFETY))
        .extracting(DeviceMessage::observedAt)
        .containsExactly(clock.instant());
  }

  @Test
  void who_speaks_for_another_is_refused_until_it_is_its_parent() {
    devices.add("gateway", Lane.TELEMETRY, State.REGISTERED);
    devices.add("smoke", Lane.LIFE_SAFETY, State.REGISTERED);
    decoder = raw -> Meaning.of(new Telemetry(SMOKE, null, READINGS));
    long id = lostRaw("mqtt", new DeviceId("gateway"), "x");
    assertThat(run(id)).isEqualTo(Outcome.REFUSED);

    devices.addChild("gateway", "smoke", Lane.LIFE_SAFETY);

    assertThat(run(id)).isEqualTo(Outcome.REPLAYED);
  }

  @Test
  void a_retired_device_a_link_that_is_gone_and_nothing_kept_are_refused() {
    devices.add("smoke", Lane.LIFE_SAFETY, State.RETIRED);
    assertThat(run(lost(SMOKE, new Telemetry(SMOKE, null, READINGS)))).isEqualTo(Outcome.REFUSED);
    assertThat(run(lostRaw("gone", SMOKE, "x"))).isEqualTo(Outcome.REFUSED);
    losses.add("mqtt", SMOKE, LossReason.LATE, "late", null);
    assertThat(run(latest(3))).isEqualTo(Outcome.NO_SAMPLE);
    assertThat(run(4711)).isEqualTo(Outcome.MISSING);
    assertThat(audited()).doesNotContain("loss.replay " + 4711);
  }

  @Test
  void that_a_device_went_is_over_and_not_told_again() {
    devices.add("smoke", Lane.LIFE_SAFETY, State.REGISTERED);
    long id = lost(SMOKE, new Presence(SMOKE, null, false, Map.of("reason", "lost")));

    assertThat(run(id)).isEqualTo(Outcome.NOTHING);
    assertThat(run(id)).isEqualTo(Outcome.ALREADY);

    assertThat(bus.in(Lane.LIFE_SAFETY)).isEmpty();
  }

  @Test
  void what_the_bus_does_not_take_can_be_tried_again() {
    devices.add("smoke", Lane.LIFE_SAFETY, State.REGISTERED);
    long id = lost(SMOKE, new Telemetry(SMOKE, null, READINGS));
    bus.failWith(new BusUnavailableException("disk full"));
    assertThat(run(id)).isEqualTo(Outcome.REFUSED);

    bus.failWith(null);

    assertThat(run(id)).isEqualTo(Outcome.REPLAYED);
  }

  @Test
  void what_comes_after_a_replay_is_another_entry() {
    devices.add("smoke", Lane.LIFE_SAFETY, State.REGISTERED);
    for (int i = 0; i < Folding.DEVICE_ROWS + 5; i++) {
      losses.add("mqtt", SMOKE, LossReason.MALFORMED, "not JSON", raw("x"));
    }
    long folded = latest(Folding.DEVICE_ROWS);
    decoder = raw -> Meaning.of(new Telemetry(SMOKE, null, READINGS));
    assertThat(run(folded)).isEqualTo(Outcome.REPLAYED);

    losses.add("mqtt", SMOKE, LossReason.MALFORMED, "not JSON", raw("y"));

    assertThat(log.find(latest(Folding.DEVICE_ROWS + 1)).orElseThrow().replayed()).isNull();
  }

  @Test
  void a_message_is_the_same_after_it_was_kept() {
    var message =
        new Telemetry(
            SMOKE,
            clock.instant(),
            Map.of(
                "smoke", new Flag(false),
                "temperature", new Quantity(-3.5, "Cel"),
                "ext.note", new Text("\u0000 \"quoted\" 烟"),
                "position", new Position(23.1, 113.3, 12),
                "place", new Position(23.1, 113.3, Double.NaN)));

    assertThat(MessageJson.read(Sample.of(message).bytes())).isEqualTo(message);
  }

  private long lost(DeviceId device, DeviceMessage message) {
    int before = (int) log.count(ALL);
    losses.add("mqtt", device, LossReason.UNKNOWN_DEVICE, "no such device", Sample.of(message));
    return latest(before + 1);
  }

  private long lostRaw(String link, DeviceId device, String payload) {
    int before = (int) log.count(ALL);
    losses.add(link, device, LossReason.MALFORMED, "not JSON", raw(payload));
    return latest(before + 1);
  }

  private long latest(int rows) {
    await().atMost(Duration.ofSeconds(10)).until(() -> log.count(ALL) == rows);
    return log.list(ALL, 0, 1).getFirst().id();
  }

  private Outcome run(long id) {
    return replay.run(List.of(id), WANG).getFirst().outcome();
  }

  private List<String> audited() {
    return database
        .jdbc()
        .sql("select action || ' ' || subject from audit order by number")
        .query((row, _) -> row.getString(1))
        .list();
  }

  private static Sample raw(String payload) {
    return Sample.of(Raw.of("hub/x", payload.getBytes(StandardCharsets.UTF_8)));
  }
}
