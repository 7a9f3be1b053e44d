package io.fengsui.simulator.crash;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Cuts a stream of MQTT bytes into packets. Used by one thread. */
final class Frames {
  private static final int LARGEST = 1 << 20;
  private static final int LENGTH_BYTES = 4;
  private final DataInputStream in;

  Frames(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /**
   * The next packet.
   *
   * @param bytes as they came
   * @param bodyAt where its variable header begins
   */
  record Frame(ByteBuffer bytes, int bodyAt) {
    int type() {
      return (bytes.get(0) & 0xFF) >> 4;
    }

    int qos() {
      return (bytes.get(0) >> 1) & 3;
    }

    /** The variable header and what follows. */
    ByteBuffer body() {
      return bytes.duplicate().position(bodyAt).slice();
    }
  }

  /**
   * Waits for the next one.
   *
   * @throws EOFException at the end
   */
  Frame next() throws IOException {
    var head = ByteBuffer.allocate(1 + LENGTH_BYTES);
    head.put(in.readByte());
    int length = 0;
    int shift = 0;
    byte octet;
    do {
      octet = in.readByte();
      head.put(octet);
      length |= (octet & 127) << shift;
      shift += 7;
    } while (octet < 0 && head.hasRemaining());
    if (length > LARGEST) {
      throw new IOException("a packet of " + length + " bytes");
    }
    var bytes = ByteBuffer.allocate(head.position() + length);
    bytes.put(head.flip());
    int bodyAt = bytes.position();
    in.readFully(bytes.array(), bodyAt, length);
    return new Frame(bytes.rewind(), bodyAt);
  }
}
