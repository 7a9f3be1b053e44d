package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.Receipt;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One peer's connection: what it may say when, and when it is not read. Confined to its loop, but
 * for {@link #settled}, {@link #takenOver}, {@link #shutDown} and {@link #publish}.
 */
final class Connection extends ChannelInboundHandlerAdapter implements CommandSink {

  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  private final Endpoint endpoint;
  private final Loop loop;
  private final Channel channel;
  private final Acks acks;
  private final AtomicBoolean answerable = new AtomicBoolean();

  /** Packets that were read together with the one at which reading stopped. */
  private final ArrayDeque<MqttMessage> backlog = new ArrayDeque<>();

  private @Nullable ChannelHandlerContext context;
  private @Nullable Session session;
  private @Nullable Publishing publishing;
  private String goneBecause = "connection-lost";
  private boolean ended;
  private boolean awaitsRoom;
  private int quietSeconds;

  Connection(Endpoint endpoint, Loop loop, Channel channel) {
    this.endpoint = endpoint;
    this.loop = loop;
    this.channel = channel;
    this.acks = new Acks(loop);
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
    Session current = session;
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
      if (ended) {
        return;
      }
      Publishing inbound = publishing;
      if (packet.decoderResult().isFailure()) {
        undecodable(packet.decoderResult().cause());
      } else if (inbound == null) {
        greet(current, packet);
      } else if (packet instanceof MqttPublishMessage publish) {
        inbound.publish(current, publish);
      } else {
        control(current, packet, inbound);
      }
    } finally {
      ReferenceCountUtil.release(packet);
    }
  }

  private void control(ChannelHandlerContext current, MqttMessage packet, Publishing inbound) {
    MqttMessageType type = packet.fixedHeader().messageType();
    switch (type) {
      case PINGREQ -> current.write(MqttMessage.PINGRESP);
      case PUBREL ->
          acks.release(
              current,
              ((MqttMessageIdVariableHeader) packet.variableHeader()).messageId(),
              inbound.session());
      case PUBACK -> {} // a command arrived; what its caller waits for is the result
      case SUBSCRIBE ->
          current.write(inbound.subscriptions().subscribe((MqttSubscribeMessage) packet));
      case UNSUBSCRIBE ->
          current.write(inbound.subscriptions().unsubscribe((MqttUnsubscribeMessage) packet));
      case DISCONNECT -> goodBye(packet);
      default -> end(Disconnect.PROTOCOL_ERROR, "protocol-error", type + " is not expected here");
    }
  }

  private void greet(ChannelHandlerContext current, MqttMessage packet) {
    if (!(packet instanceof MqttConnectMessage connect)) {
      endpoint.uplink().lost(null, Receipt.Reason.MALFORMED, "the first packet is not CONNECT");
      close();
      return;
    }
    String address = address();
    var handshake = new Handshake(endpoint.settings(), endpoint.uplink(), loop.codec());
    switch (handshake.greet(connect, address)) {
      case Handshake.Greeting.Refused(var answer) -> {
        log.atDebug().addKeyValue("address", address).log("refused a connection");
        ended = true;
        current.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
      }
      case Handshake.Greeting.Welcome(var agreed, var answer) -> {
        session = agreed;
        publishing = new Publishing(endpoint, loop, this, agreed, acks);
        endpoint.connected(agreed, this);
        current.write(answer);
        publishing.deliver(
            new Presence(
                agreed.device(),
                null,
                true,
                Map.of(
                    "address",
                    address,
                    "client",
                    agreed.clientId(),
                    "protocol",
                    agreed.version5() ? "MQTT 5.0" : "MQTT 3.1.1")),
            0,
            0);
      }
    }
  }

  private void undecodable(Throwable cause) {
    boolean tooLarge = cause instanceof TooLongFrameException;
    int limit = endpoint.settings().limits().maxPacketBytes();
    String why =
        tooLarge ? "the packet is larger than " + limit + " bytes" : "not a valid MQTT packet";
    endpoint
        .uplink()
        .lost(
            session == null ? null : session.device(),
            tooLarge ? Receipt.Reason.TOO_LARGE : Receipt.Reason.MALFORMED,
            why);
    if (session == null && cause instanceof MqttUnacceptableProtocolVersionException) {
      ended = true;
      channel
          .writeAndFlush(
              Replies.connAck(
                  MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION,
                  MqttProperties.NO_PROPERTIES))
          .addListener(ChannelFutureListener.CLOSE);
    } else {
      end(
          tooLarge ? Disconnect.PACKET_TOO_LARGE : Disconnect.MALFORMED_PACKET,
          "protocol-error",
          why);
    }
  }

  private void goodBye(MqttMessage packet) {
    boolean withWill =
        packet.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
            && header.reasonCode() == Disconnect.DISCONNECT_WITH_WILL_MESSAGE.byteValue();
    goneBecause = withWill ? "connection-lost" : "good-bye";
    close();
  }

  /** Ends the connection, and tells an MQTT 5 peer why. */
  void end(Disconnect code, String because, String sentence) {
    if (ended) {
      return;
    }
    goneBecause = because;
    if (session != null && session.version5()) {
      ended = true;
      channel
          .writeAndFlush(Replies.disconnect(code, session.explain() ? sentence : ""))
          .addListener(ChannelFutureListener.CLOSE);
    } else {
      close();
    }
  }

  private void close() {
    ended = true;
    channel.close();
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
          if (publishing != null && !ended) {
            channel.writeAndFlush(
                publishing.subscriptions().command(topic, Unpooled.wrappedBuffer(payload), qos));
          }
        });
  }

  /** The loop's clock: keep-alive and connect time-out need no finer one. */
  void secondPassed() {
    if (ended || !channel.config().isAutoRead()) {
      return;
    }
    quietSeconds++;
    if (session == null) {
      if (quietSeconds > endpoint.settings().limits().connectTimeout().toSeconds()) {
        close();
      }
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
    if (session != null && publishing != null) {
      publishing.subscriptions().end();
      boolean last = endpoint.disconnected(session, this);
      if (endpoint.isServing()) {
        publishing.gone(goneBecause, last);
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext current, Throwable cause) {
    log.atDebug().addKeyValue("address", address()).setCause(cause).log("connection failed");
    close();
  }

  private String address() {
    return channel.remoteAddress() instanceof InetSocketAddress peer
        ? peer.getAddress().getHostAddress()
        : "unknown";
  }
}
