package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.AdapterContract;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Secret;
import io.fengsui.adapter.mqtt.convention.ConventionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

class MqttAdapterTest extends AdapterContract {

  @Override
  protected Peer peer() {
    return new Device(freePort());
  }

  @Override
  protected Record settingsWith(Secret secret) {
    var tls = new MqttSettings.Tls(null, null, Path.of("hub.p12"), secret);
    return new MqttSettings(
        "127.0.0.1",
        8883,
        "street",
        tls,
        MqttSettings.Limits.DEFAULT,
        List.of(),
        ConventionSettings.usual());
  }

  @Override
  protected Answer whenRejected() {
    return Answer.REFUSED;
  }

  static int freePort() {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A device that speaks MQTT 5. */
  private static final class Device implements Peer {
    private static final int WINDOW = 1_000;
    private static final String TOPIC = "hub/street/" + DEVICE + "/telemetry";

    private final int port;
    private final Map<Integer, CompletableFuture<Answer>> open = new ConcurrentHashMap<>();
    private final Semaphore window = new Semaphore(WINDOW);
    private @Nullable RawMqtt wire;
    private int packetId;

    Device(int port) {
      this.port = port;
    }

    @Override
    public Adapter adapter() {
      return new MqttProtocol().adapter(MqttSettings.listeningOn("127.0.0.1", port));
    }

    @Override
    public void connect() {
      close();
      RawMqtt connected = new RawMqtt(port, 5).connected();
      wire = connected;
      Thread.ofVirtual().start(() -> listen(connected));
    }

    private void listen(RawMqtt connected) {
      for (var packet = connected.next(); packet.type() != 0; packet = connected.next()) {
        if (packet.type() == RawMqtt.PUBACK) {
          boolean plain = packet.body().length() == 4;
          var answer = open.remove(Integer.parseInt(packet.body().substring(0, 4), 16));
          if (answer != null) {
            window.release();
            answer.complete(plain ? Answer.ACKNOWLEDGED : Answer.REFUSED);
          }
        }
      }
      open.values().forEach(each -> each.completeExceptionally(new IOException("closed")));
    }

    @Override
    public CompletableFuture<Answer> say(int temperature) {
      window.acquireUninterruptibly();
      packetId = packetId % 65_535 + 1;
      var answer = new CompletableFuture<Answer>();
      open.put(packetId, answer);
      wire().publish(TOPIC, "{\"values\":{\"temperature\":" + temperature + "}}", 1, packetId);
      return answer;
    }

    @Override
    public void babble(byte[] garbage) {
      try (var stranger = new RawMqtt(port, 5)) {
        stranger.raw(garbage);
      }
      try (var itself = new RawMqtt(port, 5)) {
        itself.connect(babbler()).next(RawMqtt.CONNACK);
        itself.publish(TOPIC, garbage, 2, 1).next(RawMqtt.PUBACK);
        itself.raw(garbage);
      }
    }

    @Override
    public Raw raw(int temperature) {
      String said = "{\"values\":{\"temperature\":" + temperature + "}}";
      return Raw.of(TOPIC, said.getBytes(StandardCharsets.UTF_8));
    }

    private static RawMqtt.Connect babbler() {
      var wish = new RawMqtt.Connect();
      wish.client = "babbler";
      return wish;
    }

    private RawMqtt wire() {
      if (wire == null) {
        throw new IllegalStateException("not connected");
      }
      return wire;
    }

    @Override
    public void close() {
      if (wire != null) {
        wire.close();
      }
    }
  }
}
