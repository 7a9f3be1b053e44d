package io.fengsui.adapter.gb26875;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.gb26875.Frame.Command;
import io.fengsui.adapter.gb26875.Gb26875Settings.Limits;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Silence, restarts, datagrams, floods of nonsense. */
class LinkLifeTest {

  private static final Value ON = new Value.Flag(true);
  private static final Value OFF = new Value.Flag(false);

  private final int port = Gb26875AdapterTest.freePort();
  private final RecordingUplink hub = new RecordingUplink().registers("fs-1", "889");

  @Test
  void a_device_that_is_silent_is_told_to_be_gone_and_one_that_speaks_again_to_be_there() {
    try (var _ = started();
        var device = new RawTransmitter(port)) {
      device.send(RawTransmitter.heartbeat(1)).next();
      assertThat(online()).containsExactly(true);

      await().until(() -> online().size() == 2);
      device.send(RawTransmitter.heartbeat(2)).next();

      assertThat(online()).containsExactly(true, false, true);
    }
  }

  @Test
  void what_burns_is_not_forgotten_by_a_restart(@TempDir Path folder) {
    hub.keepsIn(folder);
    try (var _ = started();
        var device = new RawTransmitter(port)) {
      device.send(RawTransmitter.state(1, 2)).next();
    }
    try (var _ = started();
        var device = new RawTransmitter(port)) {
      device.send(RawTransmitter.frame(2, 2, 889, new byte[] {21, 1, 1})).next();
      assertThat(fire()).as("the transmitter is normal, its detector burns").containsExactly(ON);
      device.send(RawTransmitter.state(3, 1)).next();

      assertThat(fire()).containsExactly(ON, OFF);
    }
  }

  @Test
  void a_datagram_is_answered_where_it_came_from() throws Exception {
    try (var _ = started();
        var device = new DatagramSocket()) {
      byte[] fire = RawTransmitter.state(5, 2);
      device.setSoTimeout(10_000);
      device.send(new DatagramPacket(fire, fire.length, InetAddress.getLoopbackAddress(), port));
      var answer = new DatagramPacket(new byte[100], 100);
      device.receive(answer);

      Frame frame = Frame.at(Arrays.copyOf(answer.getData(), answer.getLength()), 0);
      assertThat(frame.command()).isEqualTo(Command.CONFIRM);
      assertThat(frame.serial()).isEqualTo(5);
      assertThat(fire()).containsExactly(ON);
    }
  }

  @Test
  void nonsense_without_end_closes_the_connection_and_no_other() {
    try (var _ = started();
        var babbler = new RawTransmitter(port);
        var device = new RawTransmitter(port)) {
      babbler.send(new byte[10_000]);
      assertThat(babbler.next()).isEmpty();
      assertThat(hub.lost().detail()).contains("closed");

      device.send(RawTransmitter.heartbeat(1));

      assertThat(device.nextFrame().command()).isEqualTo(Command.CONFIRM);
    }
  }

  @Test
  void connections_beyond_the_limit_are_reset() {
    try (var _ = started();
        var one = new RawTransmitter(port);
        var two = new RawTransmitter(port)) {
      one.send(RawTransmitter.heartbeat(1)).next();
      two.send(RawTransmitter.heartbeat(1)).next();
      try (var three = new RawTransmitter(port)) {
        assertThat(three.send(RawTransmitter.heartbeat(1)).next()).isEmpty();
      }
      assertThat(hub.lost().detail()).contains("2 connections");
    }
  }

  @Test
  void peers_from_elsewhere_are_refused_without_a_word_and_counted() throws Exception {
    try (var _ = started("10.0.0.0/8");
        var connection = new RawTransmitter(port);
        var datagrams = new DatagramSocket()) {
      assertThat(connection.send(RawTransmitter.state(1, 2)).next()).isEmpty();
      byte[] fire = RawTransmitter.state(2, 2);
      datagrams.send(new DatagramPacket(fire, fire.length, InetAddress.getLoopbackAddress(), port));

      await().until(() -> hub.losses().size() == 2);
      assertThat(hub.losses())
          .allMatch(loss -> loss.reason() == Reason.NOT_ALLOWED)
          .allMatch(loss -> loss.detail().equals("refused: 127.0.0.1, not in the allow-list"));
      assertThat(hub.messages()).isEmpty();
      assertThat(hub.strangers()).isEmpty();
    }
  }

  private RunningLink started() {
    return started("127.0.0.0/8");
  }

  private RunningLink started(String allowed) {
    var limits =
        new Limits(
            2,
            2,
            4,
            16,
            2_000,
            Duration.ofMillis(300),
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            1,
            1);
    var settings =
        new Gb26875Settings(
            "127.0.0.1", port, true, List.of(allowed), "Asia/Shanghai", null, limits);
    Adapter adapter = new Gb26875Adapter(settings, InstantSource.fixed(Fixture.NOW));
    RunningLink link = RunningLink.start(adapter, hub);
    hub.awaitServing();
    return link;
  }

  private List<Boolean> online() {
    return hub.messages(Presence.class).stream().map(Presence::online).toList();
  }

  private List<Value> fire() {
    return hub.messages(Telemetry.class).stream()
        .map(told -> told.readings().get("fire"))
        .filter(Objects::nonNull)
        .toList();
  }
}
