package io.fengsui.adapter.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.AdapterContract;
import io.fengsui.adapter.AdapterContract.Answer;
import io.fengsui.adapter.Raw;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A broker for one client, written by hand: it shows which publish was acknowledged when. */
final class ScriptedBroker implements AdapterContract.Peer {

  private static final int WINDOW = 1_000;

  private final ServerSocket listener;
  private final String topic;
  private final Map<Integer, CompletableFuture<Answer>> open = new ConcurrentHashMap<>();
  private final Semaphore window = new Semaphore(WINDOW);
  private final int backlog;
  private volatile RawMqtt.@Nullable Body suback;
  private volatile @Nullable Socket client;
  private int packetId;

  ScriptedBroker(String topic) {
    this(topic, 0);
  }

  /**
   * A broker with messages left in its session.
   *
   * @param backlog how many; the subscription is confirmed when they are acknowledged
   */
  ScriptedBroker(String topic, int backlog) {
    this.topic = topic;
    this.backlog = backlog;
    try {
      listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  @Override
  public Adapter adapter() {
    String url = "tcp://127.0.0.1:" + listener.getLocalPort();
    return new MqttClientProtocol().adapter(MqttClientSettings.joining(url, "hub-under-test"));
  }

  @Override
  public void connect() {}

  private void accept() {
    while (!listener.isClosed()) {
      try (Socket next = listener.accept()) {
        next.setTcpNoDelay(true);
        client = next;
        serve(new DataInputStream(next.getInputStream()));
      } catch (IOException e) {
        open.values().forEach(each -> each.completeExceptionally(e));
      }
    }
  }

  private void serve(DataInputStream in) throws IOException {
    while (true) {
      int first = in.readUnsignedByte();
      int length = 0;
      for (int shift = 0, octet = 128; octet >= 128; shift += 7) {
        octet = in.readUnsignedByte();
        length |= (octet & 127) << shift;
      }
      byte[] body = in.readNBytes(length);
      switch (first >> 4) {
        case 1 -> {
          send(0x20, new RawMqtt.Body().octet(backlog > 0 ? 1 : 0).octet(0).octet(0));
          for (int i = 0; i < backlog; i++) {
            say(i);
          }
        }
        case 4 -> acknowledged(body);
        case 8 -> {
          suback =
              new RawMqtt.Body()
                  .octet(body[0])
                  .octet(body[1])
                  .octet(0)
                  .raw(new byte[] {1, 1, 1, 1});
          confirm();
        }
        case 12 -> send(0xD0, new RawMqtt.Body());
        default -> {}
      }
    }
  }

  private void acknowledged(byte[] body) {
    var answer = open.remove(Byte.toUnsignedInt(body[0]) << 8 | Byte.toUnsignedInt(body[1]));
    if (answer != null) {
      window.release();
      answer.complete(Answer.ACKNOWLEDGED);
    }
    confirm();
  }

  private void confirm() {
    var due = suback;
    if (due != null && open.isEmpty()) {
      suback = null;
      send(0x90, due);
    }
  }

  @Override
  public CompletableFuture<Answer> say(int temperature) {
    return publish("{\"values\":{\"temperature\":" + temperature + "}}");
  }

  private CompletableFuture<Answer> publish(String payload) {
    window.acquireUninterruptibly();
    packetId = packetId % 65_535 + 1;
    var answer = new CompletableFuture<Answer>();
    open.put(packetId, answer);
    var body = new RawMqtt.Body().text(topic).number(packetId).octet(0);
    send(0x32, body.raw(payload.getBytes(UTF_8)));
    return answer;
  }

  @Override
  public Raw raw(int temperature) {
    return Raw.of(topic, ("{\"values\":{\"temperature\":" + temperature + "}}").getBytes(UTF_8));
  }

  @Override
  public void babble(byte[] garbage) {
    send(0x30, new RawMqtt.Body().text(topic).octet(0).raw(garbage));
    send(0x30, new RawMqtt.Body().text("hub/street/ /telemetry").octet(0).raw(garbage));
  }

  private synchronized void send(int first, RawMqtt.Body body) {
    Socket current = client;
    if (current == null) {
      throw new IllegalStateException("no client is connected");
    }
    try {
      OutputStream out = current.getOutputStream();
      out.write(RawMqtt.packet(first, body));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      Socket current = client;
      if (current != null) {
        current.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
