package io.fengsui.adapter.gb26875;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/** A transmitter's end of a connection: writes bytes, reads whole frames. Blocking. */
final class RawTransmitter implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long NO_TIME = 0;

  private final Socket socket;
  private final DataInputStream in;

  RawTransmitter(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      in = new DataInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends as they are; one that the hub has put out cannot. */
  RawTransmitter send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      return this;
    }
    return this;
  }

  /** The next frame; nothing once the connection is closed. */
  byte[] next() {
    try {
      byte[] head = in.readNBytes(27);
      if (head.length < 27) {
        return new byte[0];
      }
      int length = Bytes.u16(head, 24);
      return Examples.joined(head, in.readNBytes(length + 3));
    } catch (IOException e) {
      return new byte[0];
    }
  }

  /** The next frame, read. */
  Frame nextFrame() {
    byte[] bytes = next();
    if (bytes.length == 0) {
      throw new AssertionError("nothing came, or the connection is closed");
    }
    return Frame.at(bytes, 0);
  }

  /** A frame from a device to centre 1, without a time. */
  static byte[] frame(int serial, int command, long source, byte... data) {
    ByteBuffer out = ByteBuffer.allocate(30 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 0x40).put((byte) 0x40).putShort((short) serial).put((byte) 1).put((byte) 1);
    out.putInt((int) NO_TIME).putShort((short) NO_TIME);
    out.putInt((int) source).putShort((short) (source >> 32)).putInt(1).putShort((short) 0);
    out.putShort((short) data.length).put((byte) command).put(data);
    int sum = 0;
    for (int i = 2; i < 27 + data.length; i++) {
      sum += out.get(i);
    }
    return out.put((byte) sum).put((byte) 0x23).put((byte) 0x23).array();
  }

  /** Form a. */
  static byte[] heartbeat(int serial) {
    return frame(serial, 2, 889);
  }

  /** Type 3: component 10.2 of system 1.1, a temperature in whole degrees. */
  static byte[] temperature(int serial, int degrees) {
    int raw = degrees * 10;
    byte[] data = {3, 1, 1, 1, 31, 10, 0, 2, 0, 3, (byte) raw, (byte) (raw >> 8), 0, 0, 0, 0, 0, 0};
    return frame(serial, 2, 889, data);
  }

  /** Type 2: component 10.2 of system 1.1, a smoke detector, without description or time. */
  static byte[] state(int serial, int state) {
    return state(serial, state, 10, 2);
  }

  static byte[] state(int serial, int state, int low, int high) {
    byte[] data = new byte[48];
    byte[] head = {
      2,
      1,
      1,
      1,
      40,
      (byte) low,
      (byte) (low >> 8),
      (byte) high,
      (byte) (high >> 8),
      (byte) state,
      (byte) (state >> 8)
    };
    System.arraycopy(head, 0, data, 0, head.length);
    return frame(serial, 2, 889, data);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
