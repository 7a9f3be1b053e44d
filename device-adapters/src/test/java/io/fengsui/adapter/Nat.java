package io.fengsui.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A router between one device and the hub that may forget its port mapping. */
public final class Nat implements AutoCloseable {

  private static final int LARGEST = 65_507;

  private final DatagramSocket inside;
  private final SocketAddress hub;
  private final AtomicInteger sent = new AtomicInteger();
  private volatile DatagramSocket outside;
  private volatile @Nullable SocketAddress device;

  public Nat(int hubPort) {
    try {
      hub = new InetSocketAddress(InetAddress.getLoopbackAddress(), hubPort);
      inside = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      outside = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> carry(inside, true));
    DatagramSocket first = outside;
    Thread.ofVirtual().start(() -> carry(first, false));
  }

  /** Where the device takes the hub to be. */
  public int port() {
    return inside.getLocalPort();
  }

  /** From now on the device comes from another port. */
  public void rebind() {
    DatagramSocket old = outside;
    try {
      var other = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      outside = other;
      Thread.ofVirtual().start(() -> carry(other, false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    old.close();
  }

  /** How many datagrams with a DTLS handshake in the clear the device has sent. */
  public int handshakes() {
    return sent.get();
  }

  private void carry(DatagramSocket from, boolean outwards) {
    var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    while (!from.isClosed()) {
      try {
        packet.setLength(LARGEST);
        from.receive(packet);
        if (outwards) {
          device = packet.getSocketAddress();
          if (packet.getData()[0] == 22) {
            sent.incrementAndGet();
          }
          packet.setSocketAddress(hub);
          outside.send(packet);
        } else if (device != null) {
          packet.setSocketAddress(device);
          inside.send(packet);
        }
      } catch (IOException e) {
        if (!from.isClosed() && !outside.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @Override
  public void close() {
    inside.close();
    outside.close();
  }
}
