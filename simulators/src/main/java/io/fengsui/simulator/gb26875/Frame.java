package io.fengsui.simulator.gb26875;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One frame. Numbers go low byte first; the checksum is the sum of all bytes from the serial number
 * to the last of the data.
 *
 * @param serial 0 to 65535, chosen by the side that begins an exchange
 * @param version main version in the low byte, which is sent first; user's in the high one
 * @param sent the sender's clock; null = six zeros, or what is no time
 * @param source six bytes as one number
 * @param destination likewise
 * @param data application data unit, at most {@link #MAX_DATA} bytes; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Frame(
    int serial,
    int version,
    @Nullable LocalDateTime sent,
    long source,
    long destination,
    int command,
    byte[] data) {
  static final int CONTROL = 1;
  static final int SEND = 2;
  static final int CONFIRM = 3;
  static final int REQUEST = 4;
  static final int ANSWER = 5;
  static final int DENY = 6;

  static final int MAX_DATA = 1024;

  /** All but the data. */
  static final int AROUND = 30;

  /** Up to the command byte, this included. */
  static final int HEAD = 27;

  static final int LENGTH_AT = 24;
  static final short START = 0x4040;
  static final short END = 0x2323;

  private static final int ADDRESS = 6;

  /** As it is sent. */
  byte[] encode() {
    var out = ByteBuffer.allocate(AROUND + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort(START).putShort((short) serial).putShort((short) version);
    TimeTag.put(out, sent);
    putAddress(out, source);
    putAddress(out, destination);
    out.putShort((short) data.length).put((byte) command).put(data);
    out.put(checksum(out.array(), data.length)).putShort(END);
    return out.array();
  }

  /** Reads a frame whose length, end and checksum are right. */
  static Frame decode(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(Short.BYTES);
    int serial = Short.toUnsignedInt(in.getShort());
    int version = Short.toUnsignedInt(in.getShort());
    var sent = TimeTag.get(in);
    long source = address(in);
    long destination = address(in);
    byte[] data = new byte[Short.toUnsignedInt(in.getShort())];
    int command = Byte.toUnsignedInt(in.get());
    in.get(data);
    return new Frame(serial, version, sent, source, destination, command, data);
  }

  /** The checksum that belongs to a frame with so many bytes of data. */
  static byte checksum(byte[] frame, int dataLength) {
    int sum = 0;
    for (int i = Short.BYTES; i < HEAD + dataLength; i++) {
      sum += frame[i];
    }
    return (byte) sum;
  }

  /** What answers this: its serial and version, and its addresses changed over. */
  Frame answer(int answer, @Nullable LocalDateTime now, byte[] with) {
    return new Frame(
        serial, version, now, /* source= */ destination, /* destination= */ source, answer, with);
  }

  private static void putAddress(ByteBuffer out, long address) {
    for (int i = 0; i < ADDRESS; i++) {
      out.put((byte) (address >> (Byte.SIZE * i)));
    }
  }

  private static long address(ByteBuffer in) {
    long address = 0;
    for (int i = 0; i < ADDRESS; i++) {
      address |= (in.get() & 0xFFL) << (Byte.SIZE * i);
    }
    return address;
  }
}
