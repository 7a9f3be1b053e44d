package io.fengsui.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many connections from one address; the limits are low, the principle is the same. */
class ConnectGateTest {

  private final int port = MqttAdapterTest.freePort();
  private final RecordingUplink hub = new RecordingUplink().knows("sd-1", "open-sesame");

  @Test
  void turns_away_ten_thousand_connections_from_one_address_and_keeps_serving() {
    try (var _ = started(limits(10_000, 1, 50));
        var early = new RawMqtt(port, 5).connected()) {
      var opened = new AtomicInteger();
      for (int i = 0; i < 10_000; i++) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
          opened.addAndGet(socket.isConnected() ? 1 : 0);
        } catch (IOException e) {
          opened.incrementAndGet(); // reset while connecting, which is the point
        }
      }

      early.publish("hub/street/sd-1/telemetry", "{\"smoke\":true}", 1, 1).next(RawMqtt.PUBACK);
      assertThat(opened).hasValue(10_000);
      assertThat(hub.losses())
          .as("told once a second, not once a connection")
          .hasSizeBetween(1, 60)
          .allSatisfy(loss -> assertThat(loss.reason()).isEqualTo(Reason.NOT_ALLOWED));
      assertThat(hub.losses().getFirst().detail())
          .isEqualTo("connection refused: more than 1 connects a second from 127.0.0.1");
    }
  }

  @Test
  void lets_no_more_connections_in_than_the_limit() {
    try (var _ = started(limits(1, 1_000, 1_000));
        var first = new RawMqtt(port, 5).connected();
        var second = new RawMqtt(port, 5)) {
      second.isClosed();
      first.ping().next(RawMqtt.PINGRESP);
      assertThat(hub.lost().detail()).contains("the limit of 1 connections");
    }
  }

  private RunningLink started(MqttSettings.Limits limits) {
    var settings = MqttSettings.listeningOn("127.0.0.1", port).with(limits);
    var link = RunningLink.start(new MqttProtocol().adapter(settings), hub);
    hub.awaitServing();
    return link;
  }

  private static MqttSettings.Limits limits(int connections, int rate, int burst) {
    var usual = MqttSettings.Limits.DEFAULT;
    return new MqttSettings.Limits(
        usual.maxPacketBytes(),
        usual.maxInFlightPerConnection(),
        usual.maxUnsettled(),
        connections,
        rate,
        burst,
        usual.keepAliveMin(),
        usual.keepAliveMax(),
        usual.connectTimeout(),
        1);
  }
}
