package io.fengsui.adapter.gb26875;

import java.util.Arrays;

/**
 * One frame (clause 6.2): {@code 40 40}, control unit, application data, checksum, {@code 23 23}.
 *
 * @param serial business serial number; opaque and echoed, since some devices always send 0 and
 *     some high byte first
 * @param version both protocol version bytes; opaque and echoed
 * @param sent time tag: when the frame was sent
 * @param command see {@link Command}
 * @param data application data, at most 1,024 bytes; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
record Frame(
    int serial,
    int version,
    TimeTag sent,
    Address source,
    Address destination,
    int command,
    byte[] data) {

  static final int OVERHEAD = 30;
  static final int MAX_DATA = 1024;
  static final int MAX_LENGTH = OVERHEAD + MAX_DATA;

  /** Offset of the application data's length. */
  static final int LENGTH_AT = 24;

  static final int COMMAND_AT = 26;
  static final int DATA_AT = 27;
  static final int SUMMED_FROM = 2;
  static final byte START = 0x40;
  static final byte END = 0x23;

  private static final byte[] NOTHING = {};

  /** The command byte (clause 6.3); from 128 on vendors' own. */
  static final class Command {
    static final int CONTROL = 1;
    static final int SEND = 2;
    static final int CONFIRM = 3;
    static final int REQUEST = 4;
    static final int ANSWER = 5;
    static final int DENY = 6;
    static final int FIRST_VENDOR = 128;

    private Command() {}
  }

  /** Reads what {@link FrameReader} has found to be a frame's bytes. */
  static Frame at(byte[] bytes, int offset) {
    int length = Bytes.u16(bytes, offset + LENGTH_AT);
    int from = offset + DATA_AT;
    return headAt(bytes, offset).carrying(Arrays.copyOfRange(bytes, from, from + length));
  }

  /** The same of one whose length or end is wrong: without its data. */
  static Frame headAt(byte[] bytes, int offset) {
    return new Frame(
        Bytes.u16(bytes, offset + 2),
        Bytes.u16(bytes, offset + 4),
        TimeTag.at(bytes, offset + 6),
        Address.at(bytes, offset + 12),
        Address.at(bytes, offset + 18),
        Bytes.u8(bytes, offset + COMMAND_AT),
        NOTHING);
  }

  /** The answer without data: serial and version as they came, addresses swapped (R5). */
  Frame answer(int with, TimeTag now) {
    Address back = source;
    return new Frame(
        serial, version, now, /* source= */ destination, /* destination= */ back, with, NOTHING);
  }

  /** Whether it ends an exchange: what is damaged of these nobody answers (R6). */
  boolean isAnswer() {
    return command == Command.CONFIRM || command == Command.ANSWER || command == Command.DENY;
  }

  /** The same with other application data. */
  Frame carrying(byte[] other) {
    return new Frame(serial, version, sent, source, destination, command, other);
  }

  /** As bytes. */
  byte[] encode() {
    byte[] out = new byte[OVERHEAD + data.length];
    out[0] = START;
    out[1] = START;
    Bytes.put(out, 2, serial, 2);
    Bytes.put(out, 4, version, 2);
    sent.put(out, 6);
    Bytes.put(out, 12, source.number(), Address.LENGTH);
    Bytes.put(out, 18, destination.number(), Address.LENGTH);
    Bytes.put(out, LENGTH_AT, data.length, 2);
    out[COMMAND_AT] = (byte) command;
    System.arraycopy(data, 0, out, DATA_AT, data.length);
    out[DATA_AT + data.length] = sum(out, SUMMED_FROM, DATA_AT + data.length);
    out[out.length - 2] = END;
    out[out.length - 1] = END;
    return out;
  }

  /** The low eight bits of the sum of all bytes of a range. */
  static byte sum(byte[] bytes, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += bytes[i];
    }
    return (byte) sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Frame frame && Arrays.equals(encode(), frame.encode());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encode());
  }

  /** Without the data: a device's words stay out of logs. */
  @Override
  public String toString() {
    return "Frame[%s → %s, command %d, serial %d, %d bytes]"
        .formatted(source, destination, command, serial, data.length);
  }
}
