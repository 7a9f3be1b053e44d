package io.fengsui.simulator.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a hub and the broker that it has joined, passes everything on, and notes which
 * messages the hub acknowledged to the broker (MQTT 5, QoS 1): from then on the broker has
 * forgotten them, and only the hub can keep them.
 */
final class BrokerTap implements AutoCloseable {
  private static final int PUBLISH = 3;
  private static final int PUBACK = 4;
  private static final int FIRST_FAILURE = 0x80;
  private static final Pattern NUMBER = Pattern.compile("\"seq\":(\\d+)");

  private final ServerSocket listening;
  private final InetSocketAddress broker;
  private final CrashBook taken;

  private record Message(String device, int number) {}

  private BrokerTap(ServerSocket listening, InetSocketAddress broker, CrashBook taken) {
    this.listening = listening;
    this.broker = broker;
    this.taken = taken;
  }

  /**
   * Begins to listen.
   *
   * @param taken told what the hub acknowledged
   */
  static BrokerTap before(InetSocketAddress broker, CrashBook taken) throws IOException {
    var tap =
        new BrokerTap(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), broker, taken);
    Thread.ofVirtual().name("broker-tap").start(tap::listen);
    return tap;
  }

  /** Where the hub finds the broker. */
  int port() {
    return listening.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private void listen() {
    while (!listening.isClosed()) {
      try {
        var hub = listening.accept();
        Thread.ofVirtual().start(() -> serve(hub));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket hub) {
    try (hub;
        var there = new Socket()) {
      there.connect(broker);
      there.setTcpNoDelay(true);
      hub.setTcpNoDelay(true);
      Map<Integer, Message> onTheirWay = new ConcurrentHashMap<>();
      var back = Thread.ofVirtual().start(() -> pass(there, hub, onTheirWay));
      pass(hub, there, onTheirWay);
      back.join();
    } catch (IOException brokerIsAway) {
      // closing the hub's connection tells it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Passes packets on until one side ends, then ends the other. */
  private void pass(Socket from, Socket to, Map<Integer, Message> onTheirWay) {
    try (from;
        to) {
      var frames = new Frames(new BufferedInputStream(from.getInputStream()));
      var out = to.getOutputStream();
      while (true) {
        var frame = frames.next();
        look(frame, onTheirWay);
        out.write(frame.bytes().array());
      }
    } catch (IOException over) {
      // one of the two went away; both are closed now
    }
  }

  private void look(Frames.Frame frame, Map<Integer, Message> onTheirWay) {
    var body = frame.body();
    if (frame.type() == PUBLISH && frame.qos() == 1) {
      var topic = new byte[body.getShort() & 0xFFFF];
      body.get(topic);
      int id = body.getShort() & 0xFFFF;
      var message = message(new String(topic, UTF_8), body);
      if (message != null) {
        onTheirWay.put(id, message);
      }
    } else if (frame.type() == PUBACK) {
      var message = onTheirWay.remove(body.getShort() & 0xFFFF);
      boolean accepted = !body.hasRemaining() || (body.get() & 0xFF) < FIRST_FAILURE;
      if (message != null && accepted) {
        taken.acknowledged(message.device(), message.number());
      }
    }
  }

  private static @Nullable Message message(String topic, ByteBuffer rest) {
    var levels = topic.split("/");
    var number = NUMBER.matcher(UTF_8.decode(rest));
    return levels.length == 4 && number.find()
        ? new Message(levels[2], Integer.parseInt(number.group(1)))
        : null;
  }
}
