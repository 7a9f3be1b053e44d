package io.fengsui.simulator.gb26875;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One connection, or where datagrams go to and come from. On its cable's thread. */
final class Wire {
  private static final int MOST_UNSENT = 1 << 20;

  /** What is done with what comes. */
  interface Ear {
    void opened();

    void heard(ByteBuffer bytes);

    /** Told once, whether it ever opened or not; not after {@link Wire#close}. */
    void lost();
  }

  private final Ear ear;
  private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
  private @Nullable ByteChannel channel;
  private @Nullable SelectionKey key;
  private int unsentBytes;
  private boolean over;

  Wire(Ear ear) {
    this.ear = ear;
  }

  /** Begins to connect. */
  void connect(Selector selector, InetSocketAddress server) {
    try {
      var stream = SocketChannel.open();
      channel = stream;
      stream.configureBlocking(false);
      stream.setOption(StandardSocketOptions.TCP_NODELAY, true);
      key = stream.register(selector, SelectionKey.OP_CONNECT, this);
      if (stream.connect(server)) {
        opened(key);
      }
    } catch (IOException | UnresolvedAddressException notNow) {
      lose();
    }
  }

  /** Is open at once: each {@link #send} is a datagram of its own. */
  void aim(Selector selector, InetSocketAddress server) {
    try {
      var datagrams = DatagramChannel.open();
      channel = datagrams;
      datagrams.configureBlocking(false);
      datagrams.connect(server);
      key = datagrams.register(selector, SelectionKey.OP_READ, this);
      opened(key);
    } catch (IOException | UnresolvedAddressException notNow) {
      lose();
    }
  }

  /** Sends, or keeps for when there is room; a peer that reads nothing is given up. */
  void send(byte[] bytes) {
    if (over) {
      return;
    }
    unsent.add(ByteBuffer.wrap(bytes));
    unsentBytes += bytes.length;
    if (unsentBytes > MOST_UNSENT) {
      lose();
      return;
    }
    try {
      write();
    } catch (IOException gone) {
      lose();
    }
  }

  void ready(ByteBuffer incoming) {
    var at = key;
    var through = channel;
    if (over || at == null || through == null || !at.isValid()) {
      return;
    }
    try {
      if (at.isConnectable() && ((SocketChannel) at.channel()).finishConnect()) {
        opened(at);
      }
      if (at.isValid() && at.isWritable()) {
        write();
      }
      if (at.isValid() && at.isReadable()) {
        read(through, incoming);
      }
    } catch (IOException gone) {
      lose();
    }
  }

  /** Ends it; nobody is told. */
  void close() {
    over = true;
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a socket could not be closed", e);
    }
  }

  private void opened(SelectionKey at) {
    at.interestOps(SelectionKey.OP_READ);
    ear.opened();
  }

  private void read(ByteChannel through, ByteBuffer incoming) throws IOException {
    incoming.clear();
    int count = through.read(incoming);
    if (count < 0) {
      lose();
    } else if (count > 0) {
      ear.heard(incoming.flip());
    }
  }

  private void write() throws IOException {
    var through = channel;
    var at = key;
    if (through == null || at == null) {
      return;
    }
    while (!unsent.isEmpty()) {
      var first = unsent.element();
      unsentBytes -= through.write(first);
      if (first.hasRemaining()) {
        at.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return;
      }
      unsent.remove();
    }
    at.interestOps(SelectionKey.OP_READ);
  }

  private void lose() {
    if (!over) {
      close();
      ear.lost();
    }
  }
}
