package io.fengsui.adapter.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** MQTT written by hand, byte by byte: it shares no code with the endpoint it talks to. */
final class RawMqtt implements AutoCloseable {

  /** A packet as it came; after the last comes one of type 0. */
  record Packet(int type, String body) {
    static final Packet END = new Packet(0, "");
  }

  static final int CONNACK = 2;
  static final int PUBLISH = 3;
  static final int PUBACK = 4;
  static final int PUBREC = 5;
  static final int PUBCOMP = 7;
  static final int SUBACK = 9;
  static final int PINGRESP = 13;
  static final int DISCONNECT = 14;

  private final int version;
  private final Socket socket;
  private final DataOutputStream out;
  private final BlockingQueue<Packet> heard = new LinkedBlockingQueue<>();

  RawMqtt(int port, int version) {
    this.version = version;
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      out = new DataOutputStream(socket.getOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::read);
  }

  /** What follows the fixed part of CONNECT. */
  static final class Connect {
    String client = "client-1";
    String user = "sd-1";
    String password = "open-sesame";
    String willTopic = "";
    String will = "";
    int keepAlive = 60;
    boolean clean = true;
  }

  RawMqtt connect(Connect wish) {
    var body = new Body();
    int flags = 0xC0 | (wish.clean ? 2 : 0) | (wish.willTopic.isEmpty() ? 0 : 0x2C);
    body.text("MQTT").octet(version).octet(flags).number(wish.keepAlive);
    properties(body, "");
    body.text(wish.client);
    if (!wish.willTopic.isEmpty()) {
      properties(body, "");
      body.text(wish.willTopic).text(wish.will);
    }
    body.text(wish.user).text(wish.password);
    send(0x10, body);
    return this;
  }

  /** Connects and expects to be welcome. */
  RawMqtt connected() {
    connect(new Connect());
    assertThat(next(CONNACK).body()).startsWith("0000");
    return this;
  }

  RawMqtt publish(String topic, String payload, int qos, int packetId) {
    return publish(topic, payload.getBytes(UTF_8), qos << 1, packetId);
  }

  RawMqtt publish(String topic, byte[] payload, int flags, int packetId) {
    var body = new Body().text(topic);
    if ((flags & 6) != 0) {
      body.number(packetId);
    }
    properties(body, "");
    send(0x30 | flags, body.raw(payload));
    return this;
  }

  RawMqtt release(int packetId) {
    send(0x62, new Body().number(packetId));
    return this;
  }

  RawMqtt subscribe(String filter, int qos) {
    var body = new Body().number(9);
    properties(body, "");
    send(0x82, body.text(filter).octet(qos));
    return this;
  }

  RawMqtt ping() {
    send(0xC0, new Body());
    return this;
  }

  RawMqtt disconnect() {
    send(0xE0, new Body());
    return this;
  }

  RawMqtt raw(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      heard.add(Packet.END); // the far side has closed already
    }
    return this;
  }

  void properties(Body body, String hex) {
    if (version == 5) {
      body.octet(hex.length() / 2).raw(HexFormat.of().parseHex(hex));
    }
  }

  private void send(int first, Body body) {
    raw(packet(first, body));
  }

  static byte[] packet(int first, Body body) {
    byte[] content = body.bytes.toByteArray();
    var packet = new Body().octet(first);
    int length = content.length;
    do {
      packet.octet(length > 127 ? length % 128 | 128 : length);
      length /= 128;
    } while (length > 0);
    return packet.raw(content).bytes.toByteArray();
  }

  /** The next packet, which must be of this type. */
  Packet next(int type) {
    Packet packet = next();
    assertThat(packet.type()).as("type of %s", packet).isEqualTo(type);
    return packet;
  }

  Packet next() {
    try {
      Packet packet = heard.poll(10, TimeUnit.SECONDS);
      assertThat(packet).as("a packet or the end of the connection within 10 s").isNotNull();
      return packet == null ? Packet.END : packet;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void isClosed() {
    assertThat(next()).isEqualTo(Packet.END);
  }

  boolean hasHeardNothing() {
    return heard.isEmpty();
  }

  private void read() {
    try (var in = new DataInputStream(socket.getInputStream())) {
      while (true) {
        int first = in.readUnsignedByte();
        int length = 0;
        for (int shift = 0, octet = 128; octet >= 128; shift += 7) {
          octet = in.readUnsignedByte();
          length |= (octet & 127) << shift;
        }
        heard.add(new Packet(first >> 4, HexFormat.of().formatHex(in.readNBytes(length))));
      }
    } catch (IOException e) {
      heard.add(Packet.END);
    }
  }

  /** Ends without a word. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes of a packet in the making. */
  static final class Body {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Body octet(int value) {
      bytes.write(value);
      return this;
    }

    Body number(int value) {
      return octet(value >> 8).octet(value);
    }

    Body text(String text) {
      byte[] utf8 = text.getBytes(UTF_8);
      return number(utf8.length).raw(utf8);
    }

    byte[] toByteArray() {
      return bytes.toByteArray();
    }

    Body raw(byte[] more) {
      bytes.writeBytes(more);
      return this;
    }
  }
}
