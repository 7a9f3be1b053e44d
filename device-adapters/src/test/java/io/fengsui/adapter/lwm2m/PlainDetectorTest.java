package io.fengsui.adapter.lwm2m;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.CoapPeer;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.RawCoap;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import io.fengsui.adapter.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without security: who may come, and who is taken up after a restart. */
class PlainDetectorTest {

  @TempDir Path folder;
  private final int port = CoapPeer.freePort();

  private RecordingUplink hub() {
    return new RecordingUplink().knows("sd-1", "not-used").keepsIn(folder);
  }

  private RunningLink link(RecordingUplink hub) {
    return RunningLink.start(
        new Lwm2mProtocol().adapter(Lwm2mSettings.listeningOn("127.0.0.1", port, true)), hub);
  }

  private static void awaitSmoke(RecordingUplink hub, boolean on) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                hub.messages(Telemetry.class).stream()
                    .anyMatch(each -> new Value.Flag(on).equals(each.readings().get("smoke"))));
  }

  @Test
  void a_detector_is_observed_again_at_once_after_a_restart() throws Exception {
    try (var detector = new Detector(port, "sd-1", null, null, false, 600)) {
      RecordingUplink first = hub();
      try (var _ = link(first)) {
        first.awaitServing();
        detector.start();
        awaitSmoke(first, false);
      }
      Path file = folder.resolve("registrations.jsonl");
      assertThat(file).exists();
      Files.write(
          file,
          "{\"id\":\"x\"}\nnonsense\n".getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.APPEND);
      detector.smoke.with(6046, true);

      RecordingUplink second = hub();
      try (var _ = link(second)) {
        assertThat(second.awaitServing()).contains("1 devices known");

        awaitSmoke(second, true);
      }
    }
  }

  @Test
  void an_unknown_endpoint_is_seen_and_refused() {
    RecordingUplink hub = hub();
    try (var _ = link(hub);
        var detector = new Detector(port, "867726030000009", null, null, false, 600)) {
      hub.awaitServing();

      detector.start();

      assertThat(hub.lost().reason()).isEqualTo(Receipt.Reason.UNKNOWN_DEVICE);
      assertThat(hub.strangers())
          .anyMatch(
              each ->
                  each.address().equals("867726030000009")
                      && each.description().getOrDefault("objects", "").contains("3407"));
      assertThat(detector.isRegistered()).isFalse();
    }
  }

  @Test
  void what_a_full_hub_did_not_take_is_asked_for_again() {
    RecordingUplink hub = hub();
    hub.answers(
        message ->
            message instanceof Telemetry
                ? new Receipt.Busy(Duration.ofMillis(100))
                : Receipt.Accepted.INSTANCE);
    try (var _ = link(hub);
        var detector = new Detector(port, "sd-1", null, null, false, 600)) {
      hub.awaitServing();
      detector.start();
      awaitSmoke(hub, false);
      long asked = hub.messages(Telemetry.class).size();
      detector.smoke.with(6046, true);

      hub.answers(_ -> Receipt.Accepted.INSTANCE);

      awaitSmoke(hub, true);
      assertThat(hub.messages(Telemetry.class)).hasSizeGreaterThan((int) asked);
    }
  }

  @Test
  void more_senders_than_it_remembers_are_dropped_and_counted() {
    RecordingUplink hub = hub();
    var limits = new Lwm2mSettings.Limits(8_192, 8_192, 20_000, 10);
    var usual = Lwm2mSettings.listeningOn("127.0.0.1", port, true);
    var settings =
        new Lwm2mSettings(
            usual.host(),
            usual.port(),
            usual.noSecurity(),
            usual.layouts(),
            usual.profiles(),
            usual.awake(),
            usual.requestTimeout(),
            usual.heartbeat(),
            usual.maxLifetime(),
            limits);
    try (var _ = RunningLink.start(new Lwm2mProtocol().adapter(settings), hub)) {
      hub.awaitServing();

      for (int sender = 0; sender < 12; sender++) {
        try (var wire = new RawCoap(port)) {
          wire.send(
              RawCoap.request(RawCoap.CON, RawCoap.POST, sender, "rd/x", 40, false, new byte[0]));
        }
      }

      await()
          .until(
              () ->
                  hub.losses().stream()
                      .anyMatch(loss -> loss.reason() == Receipt.Reason.TOO_LARGE));
    }
  }
}
