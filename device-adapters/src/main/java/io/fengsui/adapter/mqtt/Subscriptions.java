package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.mqtt.MqttTopic.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The command topics that one peer listens to: its own and its children's, nothing else. Confined
 * to the loop.
 */
final class Subscriptions {

  private static final int FAILURE_3 = 0x80;
  private static final int MAX_PACKET_ID = 65_535;

  private final Endpoint endpoint;
  private final Connection connection;
  private final Session session;
  private final Dialect dialect;
  private final Set<DeviceId> listensFor = new HashSet<>();
  private int lastPacketId;

  Subscriptions(Endpoint endpoint, Connection connection, Session session, Dialect dialect) {
    this.endpoint = endpoint;
    this.connection = connection;
    this.session = session;
    this.dialect = dialect;
  }

  MqttMessage subscribe(MqttSubscribeMessage message) {
    List<Integer> codes = new ArrayList<>();
    for (MqttTopicSubscription wanted : message.payload().topicSubscriptions()) {
      codes.add(subscribe(wanted.topicFilter(), wanted.qualityOfService().value()));
    }
    return Replies.subAck(message.variableHeader().messageId(), codes);
  }

  private int subscribe(String filter, int wantedQos) {
    Optional<MqttTopic> topic = commandTopic(filter);
    if (topic.isEmpty()) {
      return dialect.subscribe(filter, wantedQos).orElseGet(() -> refusal(filter));
    }
    if (!session.admitted().speaksFor(topic.get().device())) {
      return code(MqttReasonCodes.SubAck.NOT_AUTHORIZED);
    }
    int qos = Math.min(wantedQos, 1);
    listensFor.add(topic.get().device());
    endpoint.commands().listens(topic.get().device(), connection, qos);
    return qos;
  }

  private int refusal(String filter) {
    if (filter.startsWith("$share/")) {
      return code(MqttReasonCodes.SubAck.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED);
    }
    if (filter.indexOf('+') >= 0 || filter.indexOf('#') >= 0) {
      return code(MqttReasonCodes.SubAck.WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED);
    }
    return code(MqttReasonCodes.SubAck.NOT_AUTHORIZED);
  }

  private int code(MqttReasonCodes.SubAck code) {
    return session.version5() ? Byte.toUnsignedInt(code.byteValue()) : FAILURE_3;
  }

  MqttMessage unsubscribe(MqttUnsubscribeMessage message) {
    List<Short> codes = new ArrayList<>();
    for (String filter : message.payload().topics()) {
      boolean had =
          commandTopic(filter)
              .map(topic -> endpoint.commands().stopsListening(topic.device(), connection))
              .orElse(false);
      var code =
          had ? MqttReasonCodes.UnsubAck.SUCCESS : MqttReasonCodes.UnsubAck.NO_SUBSCRIPTION_EXISTED;
      codes.add((short) Byte.toUnsignedInt(code.byteValue()));
    }
    return Replies.unsubAck(message.variableHeader().messageId(), codes);
  }

  /** The packet that carries a command. */
  MqttPublishMessage command(String topic, ByteBuf payload, int qos) {
    lastPacketId = lastPacketId == MAX_PACKET_ID ? 1 : lastPacketId + 1;
    return new MqttPublishMessage(
        new MqttFixedHeader(MqttMessageType.PUBLISH, false, MqttQoS.valueOf(qos), false, 0),
        new MqttPublishVariableHeader(topic, qos == 0 ? 0 : lastPacketId),
        payload);
  }

  /** The connection is closed. */
  void end() {
    dialect.end();
    listensFor.forEach(device -> endpoint.commands().stopsListening(device, connection));
  }

  private Optional<MqttTopic> commandTopic(String filter) {
    return MqttTopic.parse(endpoint.settings().tenant(), filter)
        .filter(topic -> topic.kind() == Kind.COMMAND);
  }
}
