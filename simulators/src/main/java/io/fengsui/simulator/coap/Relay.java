package io.fengsui.simulator.coap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries datagrams between one peer and the hub on as many ways as asked for; one thread. */
final class Relay implements AutoCloseable {
  private static final int LARGEST = 65_507;

  /** One way: a port for the peer, and a socket of its own to the hub. */
  private static final class Way {
    private final DatagramChannel near;
    private final DatagramChannel far;
    private @Nullable SocketAddress peer;

    Way(DatagramChannel near, DatagramChannel far) {
      this.near = near;
      this.far = far;
    }
  }

  private final Selector selector = Selector.open();
  private final List<Way> ways = new ArrayList<>();

  Relay(InetSocketAddress hub, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      var near = DatagramChannel.open();
      near.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      near.configureBlocking(false);
      var far = DatagramChannel.open();
      far.connect(hub);
      far.configureBlocking(false);
      var way = new Way(near, far);
      near.register(selector, SelectionKey.OP_READ, way);
      far.register(selector, SelectionKey.OP_READ, way);
      ways.add(way);
    }
    Thread.ofPlatform().name("relay").daemon().start(this::carry);
  }

  int port(int way) {
    return ways.get(way).near.socket().getLocalPort();
  }

  private void carry() {
    var buffer = ByteBuffer.allocate(LARGEST);
    try {
      while (selector.isOpen()) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          carry((Way) key.attachment(), (DatagramChannel) key.channel(), buffer);
        }
        selector.selectedKeys().clear();
      }
    } catch (ClosedSelectorException e) {
      // that is how it ends
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void carry(Way way, DatagramChannel from, ByteBuffer buffer) throws IOException {
    buffer.clear();
    try {
      if (from.equals(way.near)) {
        way.peer = from.receive(buffer);
        way.far.write(buffer.flip());
      } else if (way.peer != null) {
        from.read(buffer);
        way.near.send(buffer.flip(), way.peer);
      }
    } catch (PortUnreachableException e) {
      // the hub is away: like a lost datagram
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    for (Way way : ways) {
      way.near.close();
      way.far.close();
    }
  }
}
