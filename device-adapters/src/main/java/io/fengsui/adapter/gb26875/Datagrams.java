package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.Receipt.Reason;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** Frames that come as datagrams, one each, and are answered where they came from. */
final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {

  /** Senders whose denials are counted; the one that was denied longest ago is forgotten. */
  private static final int SENDERS = 1_024;

  private final Centre centre;
  private final Loop loop;
  private final Desk desk;
  private final Refusals refusals;
  private final Map<InetSocketAddress, Denials> denials =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Denials> eldest) {
          return size() > SENDERS;
        }
      };

  Datagrams(Centre centre, Loop loop, Desk desk, Refusals refusals) {
    this.centre = centre;
    this.loop = loop;
    this.refusals = refusals;
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
    if (refusals.refuses(packet.sender().getAddress()) || loop.isFull()) {
      return; // as if lost on the way: the device sends it again
    }
    byte[] bytes = new byte[packet.content().readableBytes()];
    packet.content().readBytes(bytes);
    var conversation =
        new Conversation(centre, loop, new Sender(context.channel(), packet.sender()), desk);
    var reader = new FrameReader(head -> misshapen(conversation, packet.sender(), head));
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
    Frame frame = found.frame();
    if (found.intact() && Conversation.isKnown(frame.command())) {
      conversation.hear(frame);
    } else {
      String why = found.intact() ? "the command byte is none" : "a wrong checksum";
      centre.uplink().lost(null, Reason.MALFORMED, why, conversation.kept(frame));
      deny(conversation, packet.sender(), frame);
    }
  }

  private void misshapen(Conversation with, InetSocketAddress from, Frame head) {
    if (centre.profile(head.source()).denyMisshapen()) {
      deny(with, from, head);
    }
  }

  private void deny(Conversation with, InetSocketAddress from, Frame frame) {
    Denials of = denials.computeIfAbsent(from, _ -> new Denials());
    if (!frame.isAnswer() && of.mayDeny(frame.serial(), System.nanoTime())) {
      with.deny(frame);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    centre.uplink().lost(null, Reason.MALFORMED, "a datagram that could not be received");
  }
}
