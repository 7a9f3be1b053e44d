package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.gb26875.Frame.Command;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection: when it is read, whose it is, and how it ends. Confined to its loop, but for
 * what {@link Line} offers.
 */
final class Connection extends ChannelInboundHandlerAdapter implements Line {

  private static final Logger log = LoggerFactory.getLogger(Connection.class);
  private static final long REPLACED_IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Centre centre;
  private final Loop loop;
  private final Channel channel;
  private final String peer;
  private final FrameReader reader = new FrameReader(this::misshapen);
  private final Conversation conversation;
  private final Denials denials = new Denials();
  private @Nullable Address owner;
  private int inFlight;
  private boolean awaitsRoom;
  private boolean closed;
  private volatile boolean replaced;
  private volatile long heardAt = System.nanoTime();

  Connection(Centre centre, Loop loop, Channel channel, Desk desk) {
    this.centre = centre;
    this.loop = loop;
    this.channel = channel;
    this.peer =
        channel.remoteAddress() instanceof InetSocketAddress from
            ? from.getAddress().getHostAddress()
            : "unknown";
    this.conversation = new Conversation(centre, loop, this, desk);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    loop.opened(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var in = (ByteBuf) message;
    try {
      byte[] bytes = new byte[in.readableBytes()];
      in.readBytes(bytes);
      reader.push(bytes, 0, bytes.length);
    } finally {
      in.release();
    }
    read();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    resume();
  }

  private void read() {
    FrameReader.Found found;
    while (!closed && !mustWait() && (found = reader.next(System.nanoTime())) != null) {
      hear(found);
    }
    if (!closed && reader.skipped() >= centre.settings().limits().maxGarbage()) {
      lost("nothing but bytes that are no frame; the connection is closed");
      close();
    } else if (mustWait()) {
      pause();
    }
  }

  private void hear(FrameReader.Found found) {
    Frame frame = found.frame();
    if (!found.intact() && !isForgiven(frame)) {
      centre
          .uplink()
          .lost(device(frame), Reason.MALFORMED, "a wrong checksum", conversation.kept(frame));
      deny(frame);
    } else if (!Conversation.isKnown(frame.command())) {
      lost("the command byte " + frame.command() + " is none");
      deny(frame);
    } else if (owner != null && !owner.equals(frame.source())) {
      String why = "claims to be %s on a connection of %s".formatted(frame.source(), owner);
      DeviceId device = centre.find(owner, peer).orElse(null);
      centre.uplink().lost(device, Reason.NOT_ALLOWED, why, conversation.kept(frame));
      deny(frame);
    } else {
      owner = frame.source();
      heardAt = System.nanoTime();
      replaced = false;
      tellSkipped();
      if (conversation.hear(frame)) {
        inFlight++;
      }
    }
  }

  private long toldSkipped;

  /** Bytes that were no frame are told once the line is clear again. */
  private void tellSkipped() {
    if (reader.skippedInAll() > toldSkipped) {
      toldSkipped = reader.skippedInAll();
      lost("bytes that are no frame");
    }
  }

  /** Devices that live with a wrong checksum in their own confirmations, by their profile. */
  private boolean isForgiven(Frame frame) {
    boolean answers = frame.command() == Command.CONFIRM || frame.command() == Command.DENY;
    return answers && centre.profile(frame.source()).lenientAnswers();
  }

  /** Its serial number may be none, so that it is denied only to those who want it (R7). */
  private void misshapen(Frame head) {
    if (centre.profile(head.source()).denyMisshapen()) {
      deny(head);
    }
  }

  private void deny(Frame frame) {
    if (!frame.isAnswer() && denials.mayDeny(frame.serial(), System.nanoTime())) {
      conversation.deny(frame);
    }
  }

  private void lost(String why) {
    DeviceId device = owner == null ? null : centre.find(owner, peer).orElse(null);
    centre.uplink().lost(device, Reason.MALFORMED, why);
  }

  private @Nullable DeviceId device(Frame frame) {
    return owner == null || !owner.equals(frame.source())
        ? null
        : centre.find(owner, peer).orElse(null);
  }

  private boolean mustWait() {
    return loop.isFull()
        || inFlight >= centre.settings().limits().maxInFlightPerConnection()
        || !channel.isWritable();
  }

  private void pause() {
    channel.config().setAutoRead(false);
    if (loop.isFull() && !awaitsRoom) {
      awaitsRoom = true;
      loop.awaitRoom(this);
    }
  }

  /** Goes on where {@link #pause} stopped, as far as there is room. */
  void resume() {
    awaitsRoom = false;
    read();
    channel.flush();
    if (!closed && !mustWait() && !channel.config().isAutoRead()) {
      channel.config().setAutoRead(true);
    }
  }

  @Override
  public void finished() {
    inFlight--;
    if (!channel.config().isAutoRead() && !awaitsRoom) {
      resume();
    }
  }

  /** The loop's clock: frames of which the rest does not come, and connections that are silent. */
  void look(long now) {
    var limits = centre.settings().limits();
    if (reader.overdue(now, limits.partialFrame().toNanos())) {
      reader.giveUp();
      read();
    }
    long patience = replaced ? REPLACED_IDLE_NANOS : limits.idle().toNanos();
    if (channel.config().isAutoRead() && now - heardAt > patience) {
      close();
    }
  }

  @Override
  public void send(Frame frame) {
    channel.writeAndFlush(Unpooled.wrappedBuffer(frame.encode()), channel.voidPromise());
  }

  @Override
  public String peer() {
    return peer;
  }

  @Override
  public void replaced() {
    replaced = true;
  }

  private void close() {
    closed = true;
    channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closed = true;
    loop.closed(this);
    Address mine = owner;
    if (mine != null) {
      centre
          .find(mine, peer)
          .ifPresent(device -> centre.transmitter(device, mine, peer).lost(this));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.atDebug().addKeyValue("address", peer).setCause(cause).log("connection failed");
    close();
  }
}
