package io.fengsui.hub.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.database.TestDatabase;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.HealthStage;
import io.fengsui.hub.device.SupervisionClass;
import io.fengsui.hub.event.DatabasePatience;
import io.fengsui.hub.event.EventChanged;
import io.fengsui.hub.event.EventJournal;
import io.fengsui.hub.event.EventSteps;
import io.fengsui.hub.event.GovernanceEvent;
import io.fengsui.hub.rules.RulesSteps;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.RuleFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Silence, from the last word to health and event, over real bus, rules and database. */
class ReportingTimeTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final int DEVICES = 1000;
  private static final Duration SWEEP = Duration.ofMillis(500);
  private static final String SILENCE =
      """
      rules:
        silence:
          title: { zh: 失联, en: Silent }
          when: { silent: class }
          severity: III
          category: device
          advice: { zh: 查看, en: Look }
      """;

  @TempDir Path folder;

  private final JdbcClient jdbc = database.jdbc();
  private final ReportingTimes times = new ReportingTimes(new SimpleMeterRegistry());
  private HealthStage stage;
  private BlindBook book;
  private SilenceWatch watch;

  @SuppressWarnings("NullAway.Init") // each test begins when its devices are there
  private RulesSteps rules;

  @BeforeEach
  void open() throws Exception {
    jdbc.sql(
            "truncate event, event_change, task, outbox, blind_window, device, device_heard cascade")
        .update();
    stage = new HealthStage(database, folder.resolve("bus"));
    book = new BlindBook(new BlindTable(jdbc), database.transactions());
    watch = new SilenceWatch(stage.registry, stage.health, stage.hearing, book, times);
  }

  @AfterEach
  void close() throws Exception {
    rules.close();
    stage.close();
  }

  @ParameterizedTest
  @EnumSource(SupervisionClass.class)
  void a_thousand_lost_devices_are_told_within_their_class(
      SupervisionClass supervision, TestReporter figures) throws Exception {
    List<Device> devices = stage.registers(DEVICES, supervision.key());
    begin();
    for (Device device : devices) {
      stage.clock.move(Duration.ofMillis(5));
      stage.begins(device.id());
    }
    stage.says(devices.getLast().id());
    await().until(stage::hasHeardAll);
    passes(supervision.silentAfter().minus(Duration.ofSeconds(6)));
    assertThat(watch.silent()).isZero();
    for (int turn = 0; turn < 16; turn++) {
      passes(SWEEP);
    }

    ReportingTimes.Figures told = figures(supervision);
    figures.publishEntry(supervision.key(), told.toString());
    assertThat(told.count()).isEqualTo(DEVICES);
    assertThat(told.over()).isZero();
    assertThat(told.max()).isLessThanOrEqualTo(supervision.limit().toMillis());
    assertThat(told.p50()).isGreaterThanOrEqualTo(supervision.silentAfter().toMillis());
    assertThat(EventSteps.events(jdbc)).hasSize(DEVICES).allMatch(GovernanceEvent::silence);
    book.write();
    assertThat(book.open()).hasSize(DEVICES);
  }

  @Test
  void what_hangs_on_a_silent_gateway_is_one_fault_also_when_it_was_found_first() throws Exception {
    Device gateway = stage.registers("gw-1", "gateway", "180s", null);
    Device early = stage.registers("sd-early", "smoke-detector", "90s", "gw-1");
    Device late = stage.registers("sd-late", "smoke-detector", "180s", "gw-1");
    Device other = stage.registers("sd-other", "smoke-detector", "180s", null);
    begin();
    stage.says(early.id());
    stage.says(gateway.id());
    stage.clock.move(Duration.ofSeconds(1));
    stage.says(late.id());
    stage.says(other.id());
    await().until(stage::hasHeardAll);

    passes(Duration.ofSeconds(100));
    assertThat(event("sd-early").makesTask()).as("before the gateway is known to be lost").isTrue();
    passes(Duration.ofSeconds(69));
    passes(Duration.ofSeconds(3));

    String fault = event("gw-1").id();
    assertThat(event("gw-1").makesTask()).isTrue();
    assertThat(List.of(event("sd-early"), event("sd-late")))
        .allMatch(event -> fault.equals(event.primaryEvent()) && !event.makesTask());
    assertThat(event("sd-other").primaryEvent()).isNull();
    assertThat(event("sd-other").makesTask()).isTrue();
    assertThat(new Dependents(stage.registry).behind("gw-1")).hasSize(2);
    assertThat(figures(SupervisionClass.S180).count()).isEqualTo(3);
  }

  @Test
  void the_book_says_when_it_could_not_have_been_seen() throws Exception {
    Device device = stage.registers("sd-1", "smoke-detector", "90s", null);
    begin();
    Instant start = stage.clock.instant();
    stage.says(device.id());
    await().until(stage::hasHeardAll);
    passes(Duration.ofSeconds(200));
    assertThat(ask(device, start).blind()).isEqualTo(Duration.ofSeconds(200));

    stage.says(device.id());
    await().until(stage::hasHeardAll);
    passes(Duration.ofSeconds(60));
    BlindBook.Answer answer = ask(device, start);
    assertThat(answer.blind()).isEqualTo(Duration.ofSeconds(200));
    assertThat(answer.windows()).hasSize(1);
    assertThat(answer.windows().getFirst().reason()).isEqualTo(BlindReason.SILENT);
    assertThat(ask(device, start.plusSeconds(201)).windows()).as("seen since").isEmpty();

    book.absent(start.plusSeconds(150), start.plusSeconds(230));
    assertThat(ask(device, start).blind())
        .as("what overlaps counts once")
        .isEqualTo(Duration.ofSeconds(230));
    assertThat(stage.hearing.expectedBy(device))
        .hasValueSatisfying(
            by -> assertThat(by).isCloseTo(start.plusSeconds(281), within(1, ChronoUnit.MILLIS)));
  }

  private BlindBook.Answer ask(Device device, Instant from) {
    return book.of(device, from, stage.clock.instant());
  }

  private GovernanceEvent event(String subject) {
    return EventSteps.events(jdbc).stream()
        .filter(event -> event.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  private ReportingTimes.Figures figures(SupervisionClass supervision) {
    return times.figures().stream()
        .filter(each -> each.supervision() == supervision)
        .findFirst()
        .orElseThrow();
  }

  private void begin() throws Exception {
    var journal =
        new EventJournal(
            jdbc,
            new JdbcTransactionManager(database.dataSource()),
            List.of(),
            new DatabasePatience(stage.clock),
            event -> {
              if (event instanceof EventChanged changed) {
                watch.changed(changed);
              }
            },
            new SimpleMeterRegistry());
    var scene = new RulesSteps.Scene(stage.registry, stage.registry.all(), List.of(silence()));
    rules = new RulesSteps(Lane.LIFE_SAFETY, stage.bus, journal, scene, folder, System::nanoTime);
    rules.begin();
    watch.begin(List.of(), List.of());
    for (int turn = 0; turn < 3; turn++) {
      rules.turn();
    }
  }

  /** The order of a running hub: the rules find it, supervision sweeps. */
  private void passes(Duration time) throws Exception {
    stage.clock.move(time);
    while (rules.lag() > 0) {
      rules.turn();
    }
    rules.turn();
    watch.sweep();
  }

  private static Rule silence() {
    return RuleFile.read("silence.yaml", SILENCE).rules().getFirst();
  }
}
