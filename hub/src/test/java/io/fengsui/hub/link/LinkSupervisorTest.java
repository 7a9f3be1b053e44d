package io.fengsui.hub.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.Stranger;
import io.fengsui.adapter.Uplink;
import io.fengsui.hub.bus.HandClock;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.ledger.Losses;
import io.fengsui.hub.link.LinkStatus.State;
import io.fengsui.hub.link.ToyProtocol.Toy;
import io.fengsui.hub.problem.Sentence;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

@Timeout(30)
class LinkSupervisorTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final LinkProperties SETTINGS =
      new LinkProperties(
          Duration.ofHours(24),
          Duration.ofMillis(1),
          Duration.ofMillis(4),
          Duration.ofMillis(10),
          Duration.ofMillis(500));

  private final HandClock clock = new HandClock();
  private final KnownDevices devices = new KnownDevices();
  private final List<LinkStatus> changes = new CopyOnWriteArrayList<>();
  private final Toy toy = new Toy(null);
  private LinkSupervisor supervisor = supervise(toy);

  @AfterEach
  void stop() {
    supervisor.stop();
  }

  @Test
  void a_link_starts_and_runs_once_it_serves() {
    supervisor.start();
    assertThat(status().state()).isEqualTo(State.STARTING);

    toy.acts.add(uplink -> uplink.serving("服务中", "listening on 127.0.0.1:4000"));

    await().atMost(PATIENCE).until(() -> status().state() == State.RUNNING);
    assertThat(status().detail()).isEqualTo(new Sentence("服务中", "listening on 127.0.0.1:4000"));
  }

  @Test
  void a_failed_link_is_tried_again_and_each_change_is_told_once() {
    for (int i = 0; i < 5; i++) {
      toy.acts.add(uplink -> fail("no answer from 10.0.0.9"));
    }
    toy.acts.add(uplink -> uplink.serving("服务中", "connected"));

    supervisor.start();

    await().atMost(PATIENCE).until(() -> status().state() == State.RUNNING);
    assertThat(changes)
        .extracting(LinkStatus::state)
        .containsExactly(State.STARTING, State.BACKING_OFF, State.RUNNING);
    assertThat(changes.get(1).detail().en())
        .isEqualTo("no answer from 10.0.0.9; it is tried again by itself");
  }

  @Test
  void a_new_reason_is_told_and_the_time_of_the_state_kept() {
    toy.acts.add(uplink -> fail("no answer"));
    toy.acts.add(
        uplink -> {
          clock.move(Duration.ofMinutes(3));
          fail("wrong password");
        });

    supervisor.start();

    await().atMost(PATIENCE).until(() -> status().detail().en().startsWith("wrong password"));
    assertThat(status().since()).isEqualTo(clock.instant().minus(Duration.ofMinutes(3)));
  }

  @Test
  void a_taken_port_says_what_to_set() {
    toy.acts.add(
        uplink -> {
          throw new BindException("port 4000 on 127.0.0.1 is taken");
        });

    supervisor.start();

    await().atMost(PATIENCE).until(() -> status().state() == State.BACKING_OFF);
    assertThat(status().detail().en())
        .contains("port 4000 on 127.0.0.1 is taken")
        .contains("fengsui.links.one.toy.port")
        .contains("--port-offset");
  }

  @Test
  void health_is_up_only_while_a_link_serves() {
    assertThat(health().getStatus()).as("not started").isEqualTo(Status.DOWN);

    supervisor.start();
    assertThat(health().getStatus()).as("starting").isEqualTo(Status.DOWN);
    toy.acts.add(uplink -> uplink.serving("服务中", "up"));
    await().atMost(PATIENCE).until(() -> health().getStatus().equals(Status.UP));

    toy.acts.add(uplink -> fail("no answer"));
    await().atMost(PATIENCE).until(() -> health().getStatus().equals(Status.DOWN));
    assertThat(health().getDetails().get("one"))
        .isEqualTo("BACKING_OFF: no answer; it is tried again by itself");
  }

  @Test
  void a_link_that_returns_is_not_started_again() {
    supervisor = supervise(uplink -> {});

    supervisor.start();

    await().atMost(PATIENCE).until(() -> status().state() == State.STOPPED);
    assertThat(status().detail().en()).isEqualTo("ended by itself");
  }

  @Test
  void stops_links_that_run_that_wait_and_that_hide_the_interrupt() {
    supervisor = supervise(LinkSupervisorTest::hideTheInterrupt);
    supervisor.start();
    await().atMost(PATIENCE).until(() -> status().state() == State.RUNNING);

    supervisor.stop();

    assertThat(status().state()).isEqualTo(State.STOPPED);
    assertThat(status().detail().en()).isEqualTo("stopped");
    assertThat(supervisor.isRunning()).isFalse();
  }

  @Test
  void does_not_wait_for_ever_for_a_link_that_does_not_end() {
    var enough = new CountDownLatch(1);
    supervisor = supervise(uplink -> deafUntil(enough));
    supervisor.start();

    supervisor.stop();

    assertThat(supervisor.isRunning()).isFalse();
    enough.countDown();
    await().atMost(PATIENCE).until(() -> status().state() == State.STOPPED);
  }

  @Test
  void can_be_started_again() {
    supervisor.start();
    supervisor.stop();
    toy.acts.add(uplink -> uplink.serving("服务中", "again"));

    supervisor.start();

    await().atMost(PATIENCE).until(() -> status().state() == State.RUNNING);
  }

  @Test
  void a_command_goes_to_the_link_of_its_device_if_that_runs() throws Exception {
    Device device = devices.add("lamp", Lane.TELEMETRY, Device.State.IN_SERVICE);
    var command = new Command("c1", device.id(), "mute", Map.of(), Instant.MAX);
    supervisor = supervise("other", toy);
    assertThat(supervisor.execute(device, command))
        .isEqualTo(new CommandOutcome.Unreachable("there is no link toy"));

    supervisor = supervise("toy", toy);
    assertThat(supervisor.execute(device, command)).isInstanceOf(CommandOutcome.Unreachable.class);

    supervisor.start();
    toy.acts.add(uplink -> uplink.serving("服务中", "up"));
    await()
        .atMost(PATIENCE)
        .until(() -> supervisor.execute(device, command) instanceof CommandOutcome.Done);
  }

  private static void hideTheInterrupt(Uplink uplink) throws IOException {
    uplink.serving("服务中", "up");
    try {
      Thread.sleep(Duration.ofMinutes(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("closed", e);
    }
  }

  private static void deafUntil(CountDownLatch enough) {
    boolean done = false;
    while (!done) {
      try {
        enough.await();
        done = true;
      } catch (InterruptedException e) {
        assertThat(done).as("an interrupt is ignored, which no adapter may do").isFalse();
      }
    }
  }

  private static void fail(String why) throws IOException {
    throw new IOException(why);
  }

  private Health health() {
    return Objects.requireNonNull(
        new LinkConfiguration().linksHealthIndicator(supervisor).health());
  }

  @Test
  void who_speaks_unregistered_is_listed_until_it_is_registered() {
    supervisor.start();
    toy.acts.add(uplink -> uplink.sighted(Stranger.of(null, "imei-1", Map.of()).orElseThrow()));
    toy.acts.add(uplink -> uplink.sighted(Stranger.of(null, "imei-1", Map.of()).orElseThrow()));
    toy.acts.add(uplink -> uplink.sighted(Stranger.of(null, "imei-2", Map.of()).orElseThrow()));
    await().atMost(PATIENCE).until(() -> supervisor.strangers("one").size() == 2);

    assertThat(supervisor.strangers("one"))
        .anySatisfy(
            seen -> {
              assertThat(seen.stranger().address()).isEqualTo("imei-1");
              assertThat(seen.times()).isEqualTo(2);
            });

    devices.add("imei-1", Lane.LIFE_SAFETY, Device.State.REGISTERED);
    assertThat(supervisor.strangers("one"))
        .extracting(seen -> seen.stranger().address())
        .containsExactly("imei-2");
  }

  private LinkStatus status() {
    return supervisor.statuses().getFirst();
  }

  private LinkSupervisor supervise(Adapter adapter) {
    return supervise("one", adapter);
  }

  private LinkSupervisor supervise(String name, Adapter adapter) {
    return new LinkSupervisor(
        List.of(new LinkDefinition(name, "toy", "fengsui.links." + name + ".toy", adapter)),
        SETTINGS,
        new MemoryBus(),
        devices,
        new Losses(devices, clock, new SimpleMeterRegistry()),
        LatePolicy.after(Duration.ofMinutes(15)),
        Path.of("target", "links"),
        clock,
        new SimpleMeterRegistry(),
        changes::add);
  }
}
