package io.fengsui.simulator.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** The packets that a device sends, as bytes. */
public final class Packets {
  private static final int CONNECT = 0x10;
  private static final int PUBLISH = 0x30;
  private static final int USER_PASSWORD_CLEAN = 0xC2;

  private Packets() {}

  /**
   * CONNECT with a clean session.
   *
   * @param keepAliveSeconds 0 = the server does not watch the connection
   */
  public static byte[] connect(Login login, int keepAliveSeconds) {
    var body = new ByteArrayOutputStream();
    text(body, "MQTT");
    body.write(4);
    body.write(USER_PASSWORD_CLEAN);
    number(body, keepAliveSeconds);
    text(body, login.clientId());
    text(body, login.user());
    text(body, login.password());
    return packet(CONNECT, body);
  }

  /**
   * PUBLISH.
   *
   * @param qos 0 or 1
   * @param packetId 1 to 65535; not sent with QoS 0
   */
  public static byte[] publish(String topic, byte[] payload, int qos, int packetId) {
    return publish(topic, payload, qos, packetId, false);
  }

  /** The same; what is retained a broker keeps for those who come later. */
  public static byte[] publish(
      String topic, byte[] payload, int qos, int packetId, boolean retained) {
    var body = new ByteArrayOutputStream();
    text(body, topic);
    if (qos > 0) {
      number(body, packetId);
    }
    body.writeBytes(payload);
    return packet(PUBLISH | (qos << 1) | (retained ? 1 : 0), body);
  }

  /** DISCONNECT: the will is not published. */
  public static byte[] disconnect() {
    return new byte[] {(byte) 0xE0, 0};
  }

  /** Where the packet id stands in a QoS 1 {@link #publish}, in bytes from the packet's end. */
  public static int packetIdFromEnd(int payloadLength) {
    return payloadLength + 2;
  }

  private static byte[] packet(int first, ByteArrayOutputStream body) {
    var out = new ByteArrayOutputStream(body.size() + 5);
    out.write(first);
    int left = body.size();
    do {
      out.write(left > 127 ? (left & 127) | 128 : left);
      left >>= 7;
    } while (left > 0);
    out.writeBytes(body.toByteArray());
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    number(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static void number(ByteArrayOutputStream out, int number) {
    out.write(number >> 8);
    out.write(number);
  }
}
