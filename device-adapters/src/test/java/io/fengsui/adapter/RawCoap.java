package io.fengsui.adapter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** CoAP by hand (RFC 7252 section 3), so that no library stands on both sides of a test. */
public final class RawCoap implements AutoCloseable {

  public static final int CON = 0;
  public static final int NON = 1;
  public static final int ACK = 2;
  public static final int RST = 3;
  public static final int GET = 1;
  public static final int POST = 2;
  public static final int PUT = 3;
  public static final int JSON = 50;
  private static final int OBSERVE = 6;
  private static final int URI_PATH = 11;
  private static final int CONTENT_FORMAT = 12;
  private static final int URI_QUERY = 15;
  private static final int LARGEST = 2_048;

  /**
   * One message as it came.
   *
   * @param options as they came, in hexadecimal digits
   * @param code as it is written, {@code "2.01"}; {@code "0.00"} for an empty message
   */
  public record Message(
      int type, String code, int id, long token, int tokenLength, String options, String payload) {

    /** The token as it came. */
    public byte[] tokenBytes() {
      byte[] bytes = new byte[tokenLength];
      for (int i = 0; i < tokenLength; i++) {
        bytes[i] = (byte) (token >> (8 * (tokenLength - 1 - i)));
      }
      return bytes;
    }

    /** Whether it is a request. */
    public boolean isRequest() {
      return code.startsWith("0.") && !code.equals("0.00");
    }
  }

  private final DatagramSocket socket;
  private final int port;

  public RawCoap(int port) {
    this.port = port;
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request with a token of two bytes, equal to its message id. */
  public static byte[] request(
      int type, int code, int id, String path, int format, boolean observe, byte[] body) {
    var out = new ByteArrayOutputStream();
    out.write(0x40 | type << 4 | 2);
    out.write(code);
    out.write(id >> 8);
    out.write(id);
    out.write(id >> 8);
    out.write(id);
    int last = 0;
    if (observe) {
      out.write(OBSERVE << 4);
      last = OBSERVE;
    }
    String[] parts = path.split("\\?", 2);
    for (String segment : parts[0].split("/")) {
      byte[] bytes = segment.getBytes(StandardCharsets.UTF_8);
      option(out, URI_PATH - last, bytes);
      last = URI_PATH;
    }
    if (format >= 0) {
      byte[] number =
          format < 256
              ? new byte[] {(byte) format}
              : new byte[] {(byte) (format >> 8), (byte) format};
      option(out, CONTENT_FORMAT - last, number);
      last = CONTENT_FORMAT;
    }
    for (String query : parts.length == 2 ? parts[1].split("&") : new String[0]) {
      option(out, URI_QUERY - last, query.getBytes(StandardCharsets.UTF_8));
      last = URI_QUERY;
    }
    if (body.length > 0) {
      out.write(0xff);
      out.writeBytes(body);
    }
    return out.toByteArray();
  }

  private static void option(ByteArrayOutputStream out, int delta, byte[] value) {
    if (value.length < 13) {
      out.write(delta << 4 | value.length);
    } else {
      out.write(delta << 4 | 13);
      out.write(value.length - 13);
    }
    out.writeBytes(value);
  }

  public RawCoap send(byte[] datagram) {
    try {
      socket.send(
          new DatagramPacket(datagram, datagram.length, InetAddress.getLoopbackAddress(), port));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RawCoap post(int type, int id, String path, String body) {
    return send(request(type, POST, id, path, JSON, false, body.getBytes(StandardCharsets.UTF_8)));
  }

  /** The next message; null when none comes in time or the socket is closed. */
  public @Nullable Message next(int millis) {
    var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    try {
      socket.setSoTimeout(millis);
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      return null;
    } catch (IOException e) {
      if (socket.isClosed()) {
        return null;
      }
      throw new UncheckedIOException(e);
    }
    return parse(Arrays.copyOf(packet.getData(), packet.getLength()));
  }

  private static Message parse(byte[] bytes) {
    int tokenLength = bytes[0] & 15;
    long token = 0;
    for (int i = 0; i < tokenLength; i++) {
      token = token << 8 | (bytes[4 + i] & 0xff);
    }
    int marker = 4 + tokenLength;
    while (marker < bytes.length && bytes[marker] != (byte) 0xff) {
      marker += 1 + (bytes[marker] & 15);
    }
    int body = Math.min(marker + 1, bytes.length);
    return new Message(
        bytes[0] >> 4 & 3,
        "%d.%02d".formatted(bytes[1] >> 5 & 7, bytes[1] & 31),
        (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff),
        token,
        tokenLength,
        HexFormat.of().formatHex(bytes, 4 + tokenLength, Math.min(marker, bytes.length)),
        new String(bytes, body, bytes.length - body, StandardCharsets.UTF_8));
  }

  /** Answers a request that has a token, piggybacked. */
  public void answer(Message request, int code) {
    byte[] tokenBytes = request.tokenBytes();
    var out = new ByteArrayOutputStream();
    out.write(0x60 | tokenBytes.length);
    out.write(code);
    out.write(request.id() >> 8);
    out.write(request.id());
    out.writeBytes(tokenBytes);
    send(out.toByteArray());
  }

  public void acknowledge(Message message) {
    send(new byte[] {0x60, 0, (byte) (message.id() >> 8), (byte) message.id()});
  }

  @Override
  public void close() {
    socket.close();
  }
}
