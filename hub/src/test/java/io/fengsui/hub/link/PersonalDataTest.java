package io.fengsui.hub.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Meaning;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Replayable;
import io.fengsui.adapter.Uplink;
import io.fengsui.hub.bus.HandClock;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device.State;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.ledger.LossReason;
import io.fengsui.hub.ledger.Losses;
import io.fengsui.hub.ledger.TakenLosses;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of an adapter that does not say that its input is free of personal data nothing is kept. */
class PersonalDataTest {

  private static final Raw FACE =
      Raw.of("/face", "{\"name\":\"Li Na\"}".getBytes(StandardCharsets.UTF_8));

  private final HandClock clock = new HandClock();
  private final KnownDevices devices = new KnownDevices();
  private final Losses losses = new Losses(devices, clock, new SimpleMeterRegistry());
  private final LinkSupervisor supervisor =
      new LinkSupervisor(
          List.of(
              new LinkDefinition("doors", "face", "fengsui.links.doors.face", new FacePoint()),
              new LinkDefinition("plain", "plain", "fengsui.links.plain.plain", new PlainPoint())),
          new LinkProperties(
              Duration.ofDays(1),
              Duration.ofMillis(1),
              Duration.ofMillis(10),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1)),
          new MemoryBus(),
          devices,
          losses,
          LatePolicy.after(Duration.ofMinutes(15)),
          Path.of("target", "links"),
          clock,
          new SimpleMeterRegistry(),
          status -> {});

  /** Hands over what it must not. */
  private static class FacePoint implements Adapter {
    @Override
    public void run(Uplink uplink) throws Exception {
      uplink.lost(new DeviceId("door"), Reason.MALFORMED, "no verification result", FACE);
      new CountDownLatch(1).await();
    }
  }

  private static final class PlainPoint extends FacePoint implements Replayable {
    @Override
    public Meaning read(Raw raw) {
      return Meaning.none(Reason.MALFORMED, "still");
    }
  }

  @AfterEach
  void stop() {
    supervisor.stop();
  }

  @Test
  void only_input_that_is_said_to_be_free_of_it_is_kept() {
    devices.add("door", Lane.LIFE_SAFETY, State.IN_SERVICE);

    supervisor.start();

    var taken = new TakenLosses(losses);
    await().atMost(Duration.ofSeconds(10)).until(() -> taken.look() == 2);
    assertThat(taken.sampleOf("doors", LossReason.MALFORMED)).isEmpty();
    assertThat(taken.sampleOf("plain", LossReason.MALFORMED)).contains(FACE);
    assertThat(supervisor.read("doors", FACE, Instant.EPOCH)).isEmpty();
    assertThat(supervisor.read("plain", FACE, Instant.EPOCH)).isPresent();
  }
}
