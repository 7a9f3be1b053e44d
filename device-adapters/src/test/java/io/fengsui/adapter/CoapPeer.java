package io.fengsui.adapter;

import io.fengsui.adapter.AdapterContract.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** A device that posts over CoAP, many posts at a time, and has nothing to read. */
public final class CoapPeer implements AutoCloseable {
  private static final int WINDOW = 60;
  private static final int IDS = 60_000;
  private static final int NOT_FOUND = 0x84;
  private static final int LONGEST_BODY = 1_000;

  private final RawCoap wire;
  private final Map<Long, CompletableFuture<Answer>> open = new ConcurrentHashMap<>();
  private final Semaphore window = new Semaphore(WINDOW);
  private int id;

  /** Speaks to a port of this machine. */
  public CoapPeer(int port) {
    wire = new RawCoap(port);
    Thread.ofVirtual().start(this::listen);
  }

  /** A UDP port that is free now. */
  public static int freePort() {
    try (var probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What fits into a datagram that is not cut into blocks. */
  public static byte[] cut(byte[] body) {
    return Arrays.copyOf(body, Math.min(body.length, LONGEST_BODY));
  }

  /** Posts; waits while too many posts are under way. */
  public CompletableFuture<Answer> post(String path, int format, byte[] body) {
    window.acquireUninterruptibly();
    id = id % IDS + 1;
    var answer = new CompletableFuture<Answer>();
    open.put((long) id, answer);
    wire.send(RawCoap.request(RawCoap.CON, RawCoap.POST, id, path, format, false, body));
    return answer;
  }

  /** Sends a datagram as it is. */
  public void send(byte[] datagram) {
    wire.send(datagram);
  }

  @Override
  public void close() {
    wire.close();
  }

  private void listen() {
    RawCoap.Message message;
    while ((message = wire.next(60_000)) != null) {
      if (message.isRequest()) {
        wire.answer(message, NOT_FOUND);
        continue;
      }
      if (message.type() == RawCoap.CON) {
        wire.acknowledge(message);
      }
      CompletableFuture<Answer> answer =
          message.code().equals("0.00") ? null : open.remove(message.token());
      if (answer != null) {
        window.release();
        switch (message.code().charAt(0)) {
          case '2' -> answer.complete(Answer.ACKNOWLEDGED);
          case '4' -> answer.complete(Answer.REFUSED);
          default -> answer.completeExceptionally(new IOException(message.code()));
        }
      }
    }
  }
}
