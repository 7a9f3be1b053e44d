package io.fengsui.simulator.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.IntConsumer;

/** One device's connection with blocking calls. Used by one thread; best a virtual one. */
public final class Line implements AutoCloseable {
  private final Socket socket;
  private final Incoming incoming = new Incoming();
  private final byte[] buffer = new byte[2048];

  private Line(Socket socket) {
    this.socket = socket;
  }

  /**
   * Connects and waits for the server's consent.
   *
   * @param patience limit for connecting and for each later {@link #read}
   * @throws IOException if the server is away, silent or refuses; the message names its code
   */
  public static Line open(InetSocketAddress server, Login login, Duration patience)
      throws IOException {
    var socket = new Socket();
    var line = new Line(socket);
    try {
      int millis = Math.toIntExact(patience.toMillis());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(millis);
      socket.connect(server, millis);
      socket.getOutputStream().write(Packets.connect(login, 0));
      line.awaitConsent();
      return line;
    } catch (IOException e) {
      line.close();
      throw e;
    }
  }

  /** Sends bytes as they are: packets, several in a row, or nonsense. */
  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /**
   * Waits until something arrives.
   *
   * @param acknowledged told each packet id of a PUBACK
   * @throws IOException if nothing came in time, the server hung up or broke the protocol
   */
  public void read(IntConsumer acknowledged) throws IOException {
    var answers = new Answers(acknowledged);
    feed(answers);
    answers.check();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void awaitConsent() throws IOException {
    var answers = new Answers(id -> {});
    while (answers.code < 0) {
      feed(answers);
      answers.check();
    }
    if (answers.code > 0) {
      throw new IOException("connection refused with code " + answers.code);
    }
  }

  private void feed(Answers answers) throws IOException {
    int length = socket.getInputStream().read(buffer);
    if (length < 0) {
      throw new IOException("the server closed the connection");
    }
    incoming.feed(ByteBuffer.wrap(buffer, 0, length), answers);
  }

  private static final class Answers implements Incoming.Sink {
    private final IntConsumer acknowledged;
    private int code = -1;
    private String fault = "";

    Answers(IntConsumer acknowledged) {
      this.acknowledged = acknowledged;
    }

    @Override
    public void connack(int code) {
      this.code = code;
    }

    @Override
    public void puback(int packetId) {
      acknowledged.accept(packetId);
    }

    @Override
    public void other(int type) {}

    @Override
    public void malformed(String why) {
      fault = why;
    }

    void check() throws IOException {
      if (!fault.isEmpty()) {
        throw new IOException("the server broke the protocol: " + fault);
      }
    }
  }
}
