package io.fengsui.simulator.load;

import io.fengsui.simulator.wire.Incoming;
import io.fengsui.simulator.wire.Login;
import io.fengsui.simulator.wire.Packets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Opens a channel and waits for the server's consent, blocking. */
final class Opening implements Incoming.Sink {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private int code = -1;

  private Opening() {}

  /**
   * Connects.
   *
   * @return the accepted channel, non-blocking from now on
   * @throws IOException if the server is away, silent or refuses
   */
  static SocketChannel open(InetSocketAddress server, Login login) throws IOException {
    var channel = SocketChannel.open();
    try {
      int millis = Math.toIntExact(PATIENCE.toMillis());
      var socket = channel.socket();
      socket.setSoTimeout(millis);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      socket.connect(server, millis);
      socket.getOutputStream().write(Packets.connect(login, 0));
      new Opening().awaitConsent(channel);
      channel.configureBlocking(false);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void awaitConsent(SocketChannel channel) throws IOException {
    var incoming = new Incoming();
    byte[] one = new byte[1];
    while (code < 0) {
      if (channel.socket().getInputStream().read(one) < 0) {
        throw new IOException("the server closed the connection");
      }
      incoming.feed(ByteBuffer.wrap(one), this);
    }
    if (code > 0) {
      throw new IOException("refused with code " + code);
    }
  }

  @Override
  public void connack(int code) {
    this.code = code;
  }

  @Override
  public void puback(int packetId) {}

  @Override
  public void other(int type) {}

  @Override
  public void malformed(String why) {
    code = 255;
  }
}
