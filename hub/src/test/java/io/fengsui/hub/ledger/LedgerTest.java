package io.fengsui.hub.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Raw;
import io.fengsui.hub.bus.HandClock;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.database.TestDatabase;
import io.fengsui.hub.device.Device.State;
import io.fengsui.hub.link.KnownDevices;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

class LedgerTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final LedgerLog.Filter ALL = new LedgerLog.Filter("", "", null, null);
  private static final DeviceId METER = new DeviceId("meter");
  private static final DeviceId SMOKE = new DeviceId("smoke");

  private final HandClock clock = new HandClock();
  private final KnownDevices devices = new KnownDevices();
  private final LedgerLog log = new LedgerLog(database.jdbc());
  private final List<LossWriter> writers = new ArrayList<>();

  @BeforeEach
  void given_two_devices_and_an_empty_ledger() {
    devices.add("meter", Lane.TELEMETRY, State.IN_SERVICE);
    devices.add("smoke", Lane.LIFE_SAFETY, State.IN_SERVICE);
    database.jdbc().sql("truncate loss, loss_count").update();
  }

  @AfterEach
  void stop() {
    writers.forEach(LossWriter::stop);
  }

  @Test
  void what_was_lost_is_in_the_ledger_with_what_came() {
    Losses losses = begin();

    losses.add("mqtt", METER, LossReason.MALFORMED, "not \0 JSON", raw("{\0"));

    LedgerEntry entry = kept(1).getFirst();
    assertThat(entry.device()).isEqualTo("meter");
    assertThat(entry.link()).isEqualTo("mqtt");
    assertThat(entry.reason()).isEqualTo(LossReason.MALFORMED);
    assertThat(entry.lastAt()).isEqualTo(clock.instant());
    Sample sample = Objects.requireNonNull(entry.sample());
    assertThat(sample.bytes()).containsExactly('{', 0);
    assertThat(sample.source()).isEqualTo("hub/street/meter/telemetry");
  }

  @Test
  void a_hub_that_is_killed_has_counted_all_but_the_last_two_seconds() {
    Losses killed = begin();
    killed.add("mqtt", METER, LossReason.MALFORMED, "not JSON", raw("x"));
    var first = clock.instant();
    clock.move(Duration.ofHours(1));
    killed.add("mqtt", METER, LossReason.LATE, "late", null);
    killed.add("mqtt", METER, LossReason.MALFORMED, "not JSON", raw("y"));
    killed.add("mqtt", new DeviceId("stranger"), LossReason.UNKNOWN_DEVICE, "who?", null);
    await().atMost(PATIENCE).until(() -> log.count(ALL) == 4 && counted() == 4);

    Losses next = begin();

    assertThat(next.of(METER))
        .containsExactly(
            new LossCount("mqtt", METER, LossReason.MALFORMED, 2, first, clock.instant()),
            new LossCount("mqtt", METER, LossReason.LATE, 1, clock.instant(), clock.instant()));
    assertThat(next.of(new DeviceId("stranger"))).as("anybody can invent ids").isEmpty();
    assertThat(next.ofLinks())
        .extracting(LossCount::reason, LossCount::count)
        .contains(tuple(LossReason.UNKNOWN_DEVICE, 1L));
    next.add("mqtt", METER, LossReason.MALFORMED, "not JSON", raw("z"));
    assertThat(kept(5)).extracting(LedgerEntry::id).doesNotHaveDuplicates();
  }

  @Test
  void without_a_database_all_is_counted_and_what_finds_no_room_is_counted_as_dropped() {
    var nowhere = new PGSimpleDataSource();
    nowhere.setPortNumbers(new int[] {1});
    Losses losses = new Losses(devices, clock, new SimpleMeterRegistry());
    var settings = new LedgerProperties(1_000, DataSize.ofMegabytes(1), Duration.ofDays(1));
    var writer = new LossWriter(losses, table(nowhere), settings, clock, new SimpleMeterRegistry());
    writer.begin();
    writers.add(writer);

    for (int i = 0; i < 20_000; i++) {
      losses.add("mqtt", METER, LossReason.MALFORMED, "line " + i, raw("x"));
    }

    assertThat(losses.of(METER)).extracting(LossCount::count).containsExactly(20_000L);
    await().atMost(PATIENCE).until(() -> losses.dropped() > 0);
  }

  @Test
  void the_oldest_go_first_and_unreplayed_life_safety_last() {
    var settings = new LedgerProperties(100, DataSize.ofMegabytes(1), Duration.ofDays(90));
    Losses losses = begin(settings);
    losses.add("mqtt", SMOKE, LossReason.MALFORMED, "an alarm, perhaps", raw("fire"));
    kept(1);

    for (int i = 0; i < 300; i++) {
      clock.move(Duration.ofSeconds(20));
      losses.add("mqtt", METER, LossReason.MALFORMED, "line " + i, raw("x" + i));
    }

    await().atMost(PATIENCE).until(() -> sentences(200).contains("line 299"));
    await().atMost(PATIENCE).until(() -> log.count(ALL) <= 101);
    assertThat(sentences(200)).contains("an alarm, perhaps", "line 299").doesNotContain("line 0");
  }

  @Test
  void the_bytes_are_bounded_too_and_so_is_the_time() {
    var settings = new LedgerProperties(1_000, DataSize.ofMegabytes(1), Duration.ofDays(90));
    Losses losses = begin(settings);
    losses.add("mqtt", METER, LossReason.MALFORMED, "old", raw("x"));
    kept(1);
    clock.move(Duration.ofDays(91));
    for (int i = 0; i < 400; i++) {
      clock.move(Duration.ofSeconds(20));
      losses.add("mqtt", METER, LossReason.MALFORMED, "line " + i, raw("x".repeat(4_096)));
    }

    await().atMost(PATIENCE).until(() -> sentences(500).contains("line 399"));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                new LossTable(database.dataSource(), database.transactions()).extent().bytes()
                    <= 1 << 20);
    assertThat(sentences(500)).doesNotContain("old");
  }

  @Test
  void entries_are_found_by_device_link_reason_and_whether_they_can_be_replayed() {
    Losses losses = begin();
    losses.add("mqtt", METER, LossReason.MALFORMED, "a", raw("x"));
    losses.add("broker", SMOKE, LossReason.LATE, "b", null);
    kept(2);

    assertThat(found(new LedgerLog.Filter("meter", "", null, null))).containsExactly("a");
    assertThat(found(new LedgerLog.Filter("", "broker", null, null))).containsExactly("b");
    assertThat(found(new LedgerLog.Filter("", "", LossReason.LATE, null))).containsExactly("b");
    assertThat(found(new LedgerLog.Filter("", "", null, true))).containsExactly("a");
    assertThat(found(new LedgerLog.Filter("", "", null, false))).containsExactly("b");
    assertThat(found(new LedgerLog.Filter("smoke", "mqtt", null, null))).isEmpty();
  }

  private Losses begin() {
    return begin(new LedgerProperties(1_000, DataSize.ofMegabytes(1), Duration.ofDays(90)));
  }

  private Losses begin(LedgerProperties settings) {
    var losses = new Losses(devices, clock, new SimpleMeterRegistry());
    var writer =
        new LossWriter(
            losses, table(database.dataSource()), settings, clock, new SimpleMeterRegistry());
    writer.start();
    writers.add(writer);
    return losses;
  }

  private static LossTable table(DataSource source) {
    return new LossTable(source, new TransactionTemplate(new JdbcTransactionManager(source)));
  }

  private List<LedgerEntry> kept(int count) {
    await().atMost(PATIENCE).until(() -> log.count(ALL) >= count);
    return log.list(ALL, 0, count);
  }

  private long counted() {
    return database
        .jdbc()
        .sql("select coalesce(sum(count), 0) from loss_count")
        .query(Long.class)
        .single();
  }

  private List<String> found(LedgerLog.Filter filter) {
    return log.list(filter, 0, 10).stream().map(LedgerEntry::sentence).toList();
  }

  private List<String> sentences(int most) {
    return log.list(ALL, 0, most).stream().map(LedgerEntry::sentence).toList();
  }

  private static Sample raw(String payload) {
    byte[] bytes = payload.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return Sample.of(Raw.of("hub/street/meter/telemetry", bytes));
  }
}
