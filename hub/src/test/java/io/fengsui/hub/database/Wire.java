package io.fengsui.hub.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP wire between the hub and another that can be cut, or carry nothing without an end. */
public final class Wire implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile boolean silent;

  /** Leads to a port of this machine. */
  public Wire(int target) throws IOException {
    this.target = target;
    Thread.ofVirtual().start(this::accept);
  }

  /** Where to connect. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Ends all connections, and each new one at once. */
  public void cut() {
    cut = true;
    sockets.forEach(Wire::end);
  }

  /** Takes connections and bytes, and passes nothing on. */
  void silence() {
    silent = true;
  }

  /** As new; what was silent is ended, since bytes of it are lost. */
  public void mend() {
    sockets.forEach(Wire::end);
    cut = false;
    silent = false;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    sockets.forEach(Wire::end);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket near = listener.accept();
        if (cut) {
          end(near);
          continue;
        }
        var far = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(near);
        sockets.add(far);
        Thread.ofVirtual().start(() -> pass(near, far));
        Thread.ofVirtual().start(() -> pass(far, near));
      } catch (IOException e) {
        Thread.onSpinWait(); // the server is away, or the wire is taken down
      }
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[1 << 14];
    try (from;
        to) {
      for (int got = from.getInputStream().read(buffer);
          got >= 0;
          got = from.getInputStream().read(buffer)) {
        if (!silent) {
          to.getOutputStream().write(buffer, 0, got);
        }
      }
    } catch (IOException e) {
      end(to); // one end is gone, and so is the other
    }
    sockets.remove(from);
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
