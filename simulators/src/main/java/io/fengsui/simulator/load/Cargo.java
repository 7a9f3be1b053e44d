package io.fengsui.simulator.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fengsui.simulator.wire.Packets;
import java.nio.ByteBuffer;

/**
 * A publish packet that is encoded once and then only patched: the packet id, the time and one
 * digit group, so that no two messages are the same. The payload is JSON of five values, 120 bytes,
 * or of one of them.
 */
final class Cargo {
  private static final String PAYLOAD =
      "{\"ts\":1767225600000,\"values\":{\"temperature\":22.000000,"
          + "\"humidity\":45.2500,\"pm25\":12.1250,\"noise\":45.1250,\"battery\":87.5}}";
  private static final String ONE_READING =
      "{\"ts\":1767225600000,\"values\":{\"temperature\":22.000000}}";
  private static final int TIME_AT = PAYLOAD.indexOf("1767225600000");
  private static final int TIME_DIGITS = 13;
  private static final int COUNT_AT = PAYLOAD.indexOf("000000,\"humidity");
  private static final int COUNT_DIGITS = 6;

  private final byte[] packet;
  private final int payloadAt;
  private final int qos;
  private final long step;

  Cargo(String topic, Plan plan) {
    this.qos = plan.qos();
    this.step = plan.past().map(past -> past.step().toMillis()).orElse(0L);
    byte[] payload = payload(plan).getBytes(US_ASCII);
    packet = Packets.publish(topic, payload, qos, 1);
    payloadAt = packet.length - payload.length;
  }

  private static String payload(Plan plan) {
    return plan.past().isPresent()
        ? ONE_READING
        : plan.text() == 0 ? PAYLOAD : withText(plan.text());
  }

  private static String withText(int length) {
    String readings = PAYLOAD.substring(0, PAYLOAD.length() - 2);
    return readings + ",\"text\":\"" + "street ".repeat(length / 7) + "\"}}";
  }

  int length() {
    return packet.length;
  }

  /** Puts the packet at an index with a packet id that will stay. */
  void place(ByteBuffer ring, int index, int packetId) {
    ring.put(index, packet);
    if (qos > 0) {
      ring.putShort(index + payloadAt - 2, (short) packetId);
    }
  }

  /** Makes the packet at an index the next message. */
  void patch(ByteBuffer ring, int index, long epochMillis, long count) {
    digits(ring, index + payloadAt + TIME_AT, TIME_DIGITS, epochMillis + count * step);
    digits(ring, index + payloadAt + COUNT_AT, COUNT_DIGITS, count);
  }

  private static void digits(ByteBuffer ring, int at, int digits, long number) {
    long rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      long tenth = rest / 10;
      ring.put(i, (byte) ('0' + (rest - tenth * 10)));
      rest = tenth;
    }
  }
}
