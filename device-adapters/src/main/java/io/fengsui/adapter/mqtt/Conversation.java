package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Receipt.Reason;
import io.netty.channel.ChannelHandlerContext;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each packet of one peer means, from CONNECT to DISCONNECT. Confined to the loop. */
final class Conversation {

  private static final Logger log = LoggerFactory.getLogger(Conversation.class);

  private final Endpoint endpoint;
  private final Loop loop;
  private final Connection connection;
  private final Acks acks;
  private @Nullable Publishing publishing;

  Conversation(Endpoint endpoint, Loop loop, Connection connection, Acks acks) {
    this.endpoint = endpoint;
    this.loop = loop;
    this.connection = connection;
    this.acks = acks;
  }

  /** Null until the peer has been welcomed. */
  @Nullable Session session() {
    return publishing == null ? null : publishing.session();
  }

  /** Null until the peer has been welcomed. */
  @Nullable Publishing publishing() {
    return publishing;
  }

  void hear(ChannelHandlerContext context, MqttMessage packet) {
    Publishing inbound = publishing;
    if (packet.decoderResult().isFailure()) {
      undecodable(packet.decoderResult().cause());
    } else if (inbound == null) {
      greet(context, packet);
    } else if (packet instanceof MqttPublishMessage publish) {
      inbound.publish(context, publish);
    } else {
      control(context, packet, inbound);
    }
  }

  private void control(ChannelHandlerContext context, MqttMessage packet, Publishing inbound) {
    MqttMessageType type = packet.fixedHeader().messageType();
    switch (type) {
      case PINGREQ -> context.write(MqttMessage.PINGRESP);
      case PUBREL -> {
        int packetId = ((MqttMessageIdVariableHeader) packet.variableHeader()).messageId();
        acks.release(context, packetId, inbound.session());
      }
      case PUBACK -> {} // a command arrived; what its caller waits for is the result
      case SUBSCRIBE ->
          context.write(inbound.subscriptions().subscribe((MqttSubscribeMessage) packet));
      case UNSUBSCRIBE ->
          context.write(inbound.subscriptions().unsubscribe((MqttUnsubscribeMessage) packet));
      case DISCONNECT -> connection.end(leavesWill(packet) ? "connection-lost" : "good-bye");
      default ->
          connection.end(
              Disconnect.PROTOCOL_ERROR, "protocol-error", type + " is not expected here");
    }
  }

  private static boolean leavesWill(MqttMessage disconnect) {
    return disconnect.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
        && header.reasonCode() == Disconnect.DISCONNECT_WITH_WILL_MESSAGE.byteValue();
  }

  private void greet(ChannelHandlerContext context, MqttMessage packet) {
    if (!(packet instanceof MqttConnectMessage connect)) {
      endpoint.uplink().lost(null, Reason.MALFORMED, "the first packet is not CONNECT");
      connection.end("protocol-error");
      return;
    }
    String address = connection.address();
    var handshake = new Handshake(endpoint.settings(), endpoint.uplink(), loop.codec());
    switch (handshake.greet(connect, address)) {
      case Handshake.Greeting.Refused(var answer) -> {
        log.atDebug().addKeyValue("address", address).log("refused a connection");
        connection.endWith(answer, "refused");
      }
      case Handshake.Greeting.Welcome(var session, var answer) -> {
        publishing = new Publishing(endpoint, loop, connection, session, acks);
        endpoint.connected(session, connection);
        context.write(answer);
        publishing.tell(true, about(session));
      }
    }
  }

  private Map<String, String> about(Session session) {
    String protocol = session.version5() ? "MQTT 5.0" : "MQTT 3.1.1";
    return Map.of(
        "address", connection.address(), "client", session.clientId(), "protocol", protocol);
  }

  private void undecodable(Throwable cause) {
    boolean tooLarge = cause instanceof TooLongFrameException;
    int limit = endpoint.settings().limits().maxPacketBytes();
    String why =
        tooLarge ? "the packet is larger than " + limit + " bytes" : "not a valid MQTT packet";
    Session session = session();
    DeviceId device = session == null ? null : session.device();
    endpoint.uplink().lost(device, tooLarge ? Reason.TOO_LARGE : Reason.MALFORMED, why);
    if (session == null && cause instanceof MqttUnacceptableProtocolVersionException) {
      connection.endWith(
          Replies.connAck(
              MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION,
              MqttProperties.NO_PROPERTIES),
          "refused");
    } else {
      var code = tooLarge ? Disconnect.PACKET_TOO_LARGE : Disconnect.MALFORMED_PACKET;
      connection.end(code, "protocol-error", why);
    }
  }

  /** The connection is closed. */
  void over(String because) {
    if (publishing == null) {
      return;
    }
    publishing.subscriptions().end();
    boolean last = endpoint.disconnected(publishing.session(), connection);
    if (endpoint.isServing()) {
      publishing.gone(because, last);
    }
  }
}
