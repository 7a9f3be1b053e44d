package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Receipt;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One peer's connection: when it is read, when its receipts are answered, and how it ends. Confined
 * to its loop, but for {@link #settled}, {@link #takenOver}, {@link #shutDown} and {@link
 * #publish}.
 */
final class Connection extends ChannelInboundHandlerAdapter implements CommandSink {

  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  /** How long a peer may take to read why it is put out. */
  private static final int LAST_WORD_SECONDS = 5;

  private final Endpoint endpoint;
  private final Loop loop;
  private final Channel channel;
  private final Acks acks;
  private final Conversation conversation;
  private final AtomicBoolean answerable = new AtomicBoolean();

  /** Packets that were read together with the one at which reading stopped. */
  private final ArrayDeque<MqttMessage> backlog = new ArrayDeque<>();

  private @Nullable ChannelHandlerContext context;
  private String goneBecause = "connection-lost";
  private boolean ended;
  private boolean awaitsRoom;
  private int quietSeconds;

  Connection(Endpoint endpoint, Loop loop, Channel channel) {
    this.endpoint = endpoint;
    this.loop = loop;
    this.channel = channel;
    this.acks = new Acks(loop);
    this.conversation = new Conversation(endpoint, loop, this, acks);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    loop.opened(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext current, Object message) {
    quietSeconds = 0;
    var packet = (MqttMessage) message;
    if (!backlog.isEmpty() || mustWait()) {
      backlog.add(packet);
      pause();
    } else {
      handle(current, packet);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext current) {
    current.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext current) {
    resume();
  }

  /** Whether nothing more may be taken from this peer now. One waits for its own coming. */
  private boolean mustWait() {
    return loop.isFull()
        || acks.waiting() > endpoint.settings().limits().maxInFlightPerConnection() + 1
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
    ChannelHandlerContext current = context;
    if (current == null) {
      return;
    }
    while (!backlog.isEmpty() && !mustWait()) {
      handle(current, backlog.remove());
    }
    current.flush();
    if (mustWait()) {
      pause();
    } else if (!channel.config().isAutoRead()) {
      quietSeconds = 0;
      channel.config().setAutoRead(true);
    }
  }

  /** Says that receipts have settled. Any thread. */
  void settled() {
    if (answerable.compareAndSet(false, true)) {
      loop.settled(this);
    }
  }

  /** Answers what has settled. */
  void answer() {
    answerable.set(false);
    Session current = conversation.session();
    if (current == null) {
      return;
    }
    Receipt.Busy busy = acks.answer(ended ? null : context, current);
    if (busy != null) {
      end(Disconnect.SERVER_BUSY, "busy", "the hub is busy; connect again and send it again");
      acks.answer(null, current);
    }
    if (!channel.config().isAutoRead() && !awaitsRoom) {
      resume();
    }
  }

  private void handle(ChannelHandlerContext current, MqttMessage packet) {
    try {
      if (!ended) {
        conversation.hear(current, packet);
      }
    } finally {
      ReferenceCountUtil.release(packet);
    }
  }

  /** Ends the connection, and tells an MQTT 5 peer why. */
  void end(Disconnect code, String because, String sentence) {
    Session session = conversation.session();
    if (session != null && session.version5()) {
      endWith(Replies.disconnect(code, session.explain() ? sentence : ""), because);
    } else {
      end(because);
    }
  }

  /** Ends the connection with a last packet. */
  void endWith(MqttMessage last, String because) {
    if (!ended) {
      goneBecause = because;
      ended = true;
      quietSeconds = 0;
      channel.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** Ends the connection without a word. */
  void end(String because) {
    if (!ended) {
      goneBecause = because;
      ended = true;
      channel.close();
    }
  }

  /** Another connection has the same session now. Any thread. */
  void takenOver() {
    loop.run(
        () -> end(Disconnect.SESSION_TAKEN_OVER, "taken-over", "the session has moved elsewhere"));
  }

  /** The link stops. Any thread. */
  void shutDown() {
    loop.run(() -> end(Disconnect.SERVER_SHUTTING_DOWN, "shut-down", "the hub is stopping"));
  }

  @Override
  public void publish(String topic, byte[] payload, int qos) {
    loop.run(
        () -> {
          Publishing inbound = conversation.publishing();
          if (inbound != null && !ended) {
            channel.writeAndFlush(
                inbound.subscriptions().command(topic, Unpooled.wrappedBuffer(payload), qos));
          }
        });
  }

  /** The loop's clock: keep-alive and connect time-out need no finer one. */
  void secondPassed() {
    quietSeconds++;
    Session session = conversation.session();
    if (ended) {
      if (quietSeconds > LAST_WORD_SECONDS) {
        channel.close();
      }
    } else if (session == null) {
      if (quietSeconds > endpoint.settings().limits().connectTimeout().toSeconds()) {
        end("never connected");
      }
    } else if (!channel.config().isAutoRead()) {
      quietSeconds = 0;
    } else if (quietSeconds > session.silenceSeconds()) {
      end(Disconnect.KEEP_ALIVE_TIMEOUT, "keep-alive", "nothing was heard for too long");
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext current) {
    loop.closed(this);
    backlog.forEach(ReferenceCountUtil::release);
    backlog.clear();
    ended = true;
    conversation.over(goneBecause);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext current, Throwable cause) {
    log.atDebug().addKeyValue("address", address()).setCause(cause).log("connection failed");
    end("connection-lost");
  }

  /** The peer's network address. */
  String address() {
    return channel.remoteAddress() instanceof InetSocketAddress peer
        ? peer.getAddress().getHostAddress()
        : "unknown";
  }
}
