package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.mqtt.MqttTopic.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.handler.codec.mqtt.MqttReasonCodes.PubAck;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one connected peer publishes: rights, meaning, hand-over. Confined to the loop. */
final class Publishing {

  private static final int MAX_TOPIC_IN_SENTENCE = 80;

  private final Endpoint endpoint;
  private final Loop loop;
  private final Connection connection;
  private final Session session;
  private final Acks acks;
  private final Subscriptions subscriptions;
  private final Dialect dialect;

  /** The topic of the last publish: mostly the next one's too. */
  private String lastName = "";

  private @Nullable MqttTopic lastTopic;

  Publishing(Endpoint endpoint, Loop loop, Connection connection, Session session, Acks acks) {
    this.endpoint = endpoint;
    this.loop = loop;
    this.connection = connection;
    this.session = session;
    this.acks = acks;
    this.dialect = new Dialect(endpoint, connection, session);
    this.subscriptions = new Subscriptions(endpoint, connection, session, dialect);
  }

  Session session() {
    return session;
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  void publish(ChannelHandlerContext context, MqttPublishMessage publish) {
    int qos = publish.fixedHeader().qosLevel().value();
    int packetId = publish.variableHeader().packetId();
    if (qos == 2 && acks.isHeld(packetId)) {
      acks.record(context, packetId);
      return;
    }
    if (session.version5() && breaksTerms(publish, qos)) {
      return;
    }
    String name = publish.variableHeader().topicName();
    MqttTopic topic = topic(name);
    if (topic == null && dialect.owns(name)) {
      dialect.publish(name, publish.payload(), qos, packetId, acks);
    } else if (topic == null || topic.kind() == Kind.COMMAND) {
      var why = "topic \"%s\" is none that devices publish to".formatted(shortened(name));
      refuse(
          qos,
          packetId,
          session.device(),
          PubAck.TOPIC_NAME_INVALID,
          Reason.MALFORMED,
          why,
          Kept.of(session.device(), name, publish.payload()));
    } else if (!session.admitted().speaksFor(topic.device())) {
      var why = "may not speak for " + topic.device();
      refuse(
          qos,
          packetId,
          session.device(),
          PubAck.NOT_AUTHORIZED,
          Reason.NOT_ALLOWED,
          why,
          Kept.of(name, publish.payload()));
    } else {
      ByteBuf payload = publish.payload();
      take(loop.codec().decode(topic, payload, false), topic, qos, packetId, payload);
    }
  }

  private void take(Decoded decoded, MqttTopic topic, int qos, int packetId, ByteBuf payload) {
    switch (decoded) {
      case Decoded.Message(DeviceMessage message, Decoded.Malformed loss) -> {
        if (loss != null) {
          endpoint.uplink().lost(topic.device(), loss.reason(), loss.detail());
        }
        deliver(message, qos, packetId, payload.readableBytes());
      }
      case Decoded.Answer answer -> {
        if (endpoint.commands().answered(topic.device(), answer)) {
          accept(qos, packetId);
        } else {
          var why = "no command of this id waits for a result";
          refuse(qos, packetId, topic.device(), null, Reason.MALFORMED, why, null);
        }
      }
      case Decoded.Nothing() -> accept(qos, packetId);
      case Decoded.Malformed(Reason reason, String detail) ->
          refuse(
              qos, packetId, topic.device(), null, reason, detail, Kept.of(name(topic), payload));
    }
  }

  /** Hands a message over; its receipt answers the packet id, if the QoS asks for an answer. */
  private void deliver(DeviceMessage message, int qos, int packetId, int bytes) {
    var ack = new PendingAck(connection, qos, packetId, bytes);
    acks.add(ack);
    try {
      endpoint.uplink().deliver(message).whenComplete(ack);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ack.accept(new Receipt.Busy(Duration.ZERO), null);
    }
  }

  /** Tells the hub that the device itself came or went. */
  void tell(boolean online, Map<String, String> description) {
    deliver(new Presence(session.device(), null, online, description), 0, 0, 0);
  }

  /** The connection is closed: tells the hub, in the will's words if there is one. */
  void gone(String because, boolean last) {
    Session.Will will = session.will();
    boolean said = false;
    if (will != null && !because.equals("good-bye") && !because.equals("taken-over")) {
      said =
          switch (will) {
            case Session.Will.Own own -> tell(own, last);
            case Session.Will.Foreign foreign -> last && dialect.lastWords(foreign, acks);
          };
    }
    if (last && !said) {
      tell(false, Map.of("reason", because));
    }
  }

  /** Whether the will itself says that this device went. */
  private boolean tell(Session.Will.Own will, boolean last) {
    MqttTopic topic = will.topic();
    if (!session.admitted().speaksFor(topic.device())) {
      return false;
    }
    boolean ofItself = topic.kind() == Kind.STATUS && topic.device().equals(session.device());
    if (ofItself && !last) {
      return true;
    }
    take(will.content(), topic, 0, 0, Unpooled.wrappedBuffer(will.unread()));
    return ofItself
        && will.content() instanceof Decoded.Message(Presence presence, var loss)
        && !presence.online();
  }

  private boolean breaksTerms(MqttPublishMessage publish, int qos) {
    MqttProperties properties = publish.variableHeader().properties();
    if (!properties.isEmpty() && properties.getProperty(MqttProperties.TOPIC_ALIAS) != null) {
      connection.end(
          Disconnect.TOPIC_ALIAS_INVALID, "protocol-error", "topic aliases are not supported");
      return true;
    }
    int limit = endpoint.settings().limits().maxInFlightPerConnection();
    if (qos > 0 && acks.inFlight() >= limit) {
      connection.end(
          Disconnect.RECEIVE_MAXIMUM_EXCEEDED,
          "protocol-error",
          "more than " + limit + " publishes without waiting for an answer");
      return true;
    }
    return false;
  }

  private void accept(int qos, int packetId) {
    var ack = new PendingAck(connection, qos, packetId, null);
    acks.add(ack);
    ack.accept(Receipt.Accepted.INSTANCE, null);
  }

  private void refuse(
      int qos,
      int packetId,
      DeviceId device,
      @Nullable PubAck code,
      Reason reason,
      String why,
      @Nullable Raw raw) {
    endpoint.uplink().lost(device, reason, why, raw);
    var ack = new PendingAck(connection, qos, packetId, code);
    acks.add(ack);
    ack.accept(new Receipt.Rejected(reason, why), null);
  }

  private String name(MqttTopic topic) {
    return topic.name(endpoint.settings().tenant());
  }

  private @Nullable MqttTopic topic(String name) {
    if (!name.equals(lastName)) {
      lastTopic = MqttTopic.parse(endpoint.settings().tenant(), name).orElse(null);
      lastName = name;
    }
    return lastTopic;
  }

  private static String shortened(String topic) {
    return topic.length() <= MAX_TOPIC_IN_SENTENCE
        ? topic
        : topic.substring(0, MAX_TOPIC_IN_SENTENCE) + "…";
  }
}
