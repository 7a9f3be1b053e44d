package io.fengsui.simulator.gb26875;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A monitoring centre written by hand, which knows nothing of this package's code: it reads clean
 * frames by their length and confirms those of command 2 and above 127, save the first few.
 */
public final class HandCentre implements AutoCloseable {
  private static final HexFormat HEX = HexFormat.of();

  private final ServerSocket server;
  private final int silentFor;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<Socket> peers = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofVirtual().unstarted(this::accept);
  private int answered;

  /**
   * @param silentFor so many frames are not confirmed
   */
  private HandCentre(int silentFor) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.silentFor = silentFor;
  }

  public static HandCentre open(int silentFor) throws IOException {
    var centre = new HandCentre(silentFor);
    centre.thread.start();
    return centre;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
  }

  /** All frames so far, in hexadecimal digits. */
  public List<String> heard() {
    return heard;
  }

  /** The frames with a command byte and, if that is not empty, with data that begins so. */
  public List<String> heard(String command, String data) {
    return heard.stream()
        .filter(frame -> frame.startsWith(command, 52) && frame.startsWith(data, 54))
        .toList();
  }

  /** Says something to the last who connected: control (01) or request (04) with data. */
  void say(String serial, String command, String data) throws IOException {
    String length = "%02x00".formatted(data.length() / 2);
    String body = serial + "0101" + "0031080f031a" + "010000000000" + "1a2700000000";
    String summed = body + length + command + data;
    peers.getLast().getOutputStream().write(HEX.parseHex("4040" + summed + sum(summed) + "2323"));
  }

  /** Breaks all connections. */
  void hangUp() throws IOException {
    for (var peer : peers) {
      peer.close();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    hangUp();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var peer = server.accept();
        peers.add(peer);
        Thread.ofVirtual().start(() -> read(peer));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void read(Socket peer) {
    try (peer) {
      var in = new DataInputStream(peer.getInputStream());
      while (true) {
        byte[] head = in.readNBytes(27);
        if (head.length < 27) {
          return;
        }
        byte[] rest = in.readNBytes((head[24] & 0xFF) + ((head[25] & 0xFF) << 8) + 3);
        String frame = HEX.formatHex(head) + HEX.formatHex(rest);
        heard.add(frame);
        boolean asks = head[26] == 2 || head[26] < 0;
        if (asks && ++answered > silentFor) {
          peer.getOutputStream().write(confirmation(frame));
        }
      }
    } catch (IOException hungUp) {
      return; // the end of the conversation
    }
  }

  /** Serial and version as they came, addresses changed over. */
  static byte[] confirmation(String frame) {
    String summed =
        frame.substring(4, 12)
            + "0031080f031a"
            + frame.substring(36, 48)
            + frame.substring(24, 36)
            + "0000"
            + "03";
    return HEX.parseHex("4040" + summed + sum(summed) + "2323");
  }

  private static String sum(String hex) {
    int sum = 0;
    for (byte each : HEX.parseHex(hex)) {
      sum += each;
    }
    return HEX.toHexDigits((byte) sum);
  }
}
