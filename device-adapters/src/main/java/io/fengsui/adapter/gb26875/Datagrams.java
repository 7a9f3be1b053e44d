package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.Receipt.Reason;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Frames that come as datagrams, one each, and are answered where they came from. */
final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {

  private static final int DENIALS_A_SECOND = 20;

  private final Centre centre;
  private final Loop loop;
  private final Desk desk;
  private long second;
  private int denied;

  Datagrams(Centre centre, Loop loop, Desk desk) {
    this.centre = centre;
    this.loop = loop;
    this.desk = desk;
  }

  /** Where one device's datagrams come from; equal for the same place. */
  private record Sender(Channel channel, InetSocketAddress from) implements Line {
    @Override
    public void send(Frame frame) {
      channel.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(frame.encode()), from));
    }

    @Override
    public String peer() {
      return from.getAddress().getHostAddress();
    }

    @Override
    public void replaced() {}

    @Override
    public void finished() {}
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    if (loop.isFull()) {
      return; // as if lost on the way: the device sends it again
    }
    byte[] bytes = new byte[packet.content().readableBytes()];
    packet.content().readBytes(bytes);
    var reader = new FrameReader();
    reader.push(bytes, 0, bytes.length);
    FrameReader.Found found = reader.next(0);
    boolean whole =
        found != null
            && reader.waiting() == 0
            && found.frame().data().length + Frame.OVERHEAD == bytes.length;
    if (found == null || !whole) {
      centre.uplink().lost(null, Reason.MALFORMED, "a datagram that is not one frame");
      return;
    }
    var conversation =
        new Conversation(centre, loop, new Sender(context.channel(), packet.sender()), desk);
    Frame frame = found.frame();
    if (found.intact() && Conversation.isKnown(frame.command())) {
      conversation.hear(frame);
    } else {
      String why = found.intact() ? "the command byte is none" : "a wrong checksum";
      centre.uplink().lost(null, Reason.MALFORMED, why, conversation.kept(frame));
      if (mayDeny()) {
        conversation.deny(frame);
      }
    }
  }

  private boolean mayDeny() {
    long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    if (now != second) {
      second = now;
      denied = 0;
    }
    return denied++ < DENIALS_A_SECOND;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    centre.uplink().lost(null, Reason.MALFORMED, "a datagram that could not be received");
  }
}
