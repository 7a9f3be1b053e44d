package io.fengsui.hub.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome.Done;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value.Flag;
import io.fengsui.adapter.Value.Text;
import io.fengsui.adapter.gb26875.Gb26875Protocol;
import io.fengsui.adapter.gb26875.Gb26875Settings;
import io.fengsui.hub.bus.HandClock;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device.State;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.ledger.LossCount;
import io.fengsui.hub.ledger.LossReason;
import io.fengsui.hub.ledger.Losses;
import io.fengsui.simulator.gb26875.Cable;
import io.fengsui.simulator.gb26875.Heartbeat;
import io.fengsui.simulator.gb26875.Part;
import io.fengsui.simulator.gb26875.Report;
import io.fengsui.simulator.gb26875.Settings;
import io.fengsui.simulator.gb26875.Tally;
import io.fengsui.simulator.gb26875.Transmitter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fire transmitter that sends datagrams, from its wire to the bus and back. */
class FireDatagramsTest {

  private static final long BOX = 10_010;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MemoryBus bus = new MemoryBus();
  private final KnownDevices devices = new KnownDevices();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Losses losses = new Losses(devices, new HandClock(), meters);
  @TempDir private Path folder = Path.of("");

  @Test
  void a_fire_in_a_datagram_is_confirmed_and_a_question_is_answered() throws Exception {
    devices.add(Long.toString(BOX), Lane.LIFE_SAFETY, State.IN_SERVICE);
    var adapter = adapter(freePort(), "127.0.0.0/8");
    try (var _ = started(adapter);
        var cable = new Cable("datagrams");
        var box = box(cable, Duration.ofSeconds(1))) {
      box.open().get(5, TimeUnit.SECONDS);

      burn(box).get(10, TimeUnit.SECONDS);

      assertThat(bus.in(Lane.LIFE_SAFETY))
          .filteredOn(Telemetry.class::isInstance)
          .anySatisfy(
              told ->
                  assertThat(((Telemetry) told).readings())
                      .containsEntry("fire", new Flag(true))
                      .containsEntry("ext.point", new Text("1.1/3.17")));
      var question =
          new Command(
              "c-1",
              new DeviceId(Long.toString(BOX)),
              "read-version",
              Map.of(),
              Instant.now().plus(PATIENCE));
      assertThat(adapter.execute(question)).isEqualTo(new Done(Map.of("version", new Text("1.1"))));
    }
  }

  @Test
  void a_datagram_from_elsewhere_is_not_answered_and_counted() throws Exception {
    devices.add(Long.toString(BOX), Lane.LIFE_SAFETY, State.IN_SERVICE);
    try (var _ = started(adapter(freePort(), "10.0.0.0/8"));
        var cable = new Cable("datagrams");
        var box = box(cable, Duration.ofMillis(30))) {
      box.open().get(5, TimeUnit.SECONDS);

      assertThatThrownBy(() -> burn(box).get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(TimeoutException.class);

      assertThat(bus.in(Lane.LIFE_SAFETY)).isEmpty();
      assertThat(losses.ofLinks())
          .extracting(LossCount::reason)
          .containsExactly(LossReason.NOT_ALLOWED);
    }
  }

  private int port;

  private Adapter adapter(int at, String allowed) {
    port = at;
    return new Gb26875Protocol()
        .adapter(
            new Gb26875Settings(
                "127.0.0.1",
                at,
                true,
                List.of(allowed),
                "Asia/Shanghai",
                null,
                Gb26875Settings.Limits.DEFAULT));
  }

  private Transmitter box(Cable cable, Duration answer) {
    var settings =
        Settings.of(BOX).with(Heartbeat.EMPTY, Duration.ZERO).patient(answer, 3).overUdp();
    var centre = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new Transmitter(settings, centre, cable, InstantSource.system(), new Tally());
  }

  private static CompletableFuture<Void> burn(Transmitter box) {
    int state = Report.NORMAL | Report.FIRE;
    var at = box.at(System.currentTimeMillis());
    return box.alarm(List.of(new Report.ComponentState(Part.of(3, 17), 42, state, "3号楼", at)));
  }

  /** Runs until it is closed. */
  private AutoCloseable started(Adapter adapter) throws InterruptedException {
    var serves = new CountDownLatch(1);
    var time =
        new DeviceTime(
            InstantSource.system(), Duration.ofHours(24), LatePolicy.after(Duration.ofMinutes(15)));
    var uplink =
        new LinkUplink(
            "gb26875",
            bus,
            devices,
            time,
            losses,
            new LinkCounters(meters, "gb26875"),
            true,
            new Strangers(new HandClock()),
            folder,
            said -> serves.countDown());
    var thread = Thread.ofVirtual().start(() -> run(adapter, uplink));
    assertThat(serves.await(10, TimeUnit.SECONDS)).isTrue();
    return () -> {
      thread.interrupt();
      thread.join();
    };
  }

  private static void run(Adapter adapter, LinkUplink uplink) {
    try {
      adapter.run(uplink);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the end of the test
    } catch (Exception e) {
      throw new IllegalStateException("the link failed", e);
    }
  }

  private static int freePort() throws Exception {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
