package io.fengsui.adapter.mqtt;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttReasonCodes.PubAck;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import java.util.List;

/** The packets the endpoint writes, other than the plain acknowledgements of {@link Acks}. */
final class Replies {

  private Replies() {}

  static MqttConnAckMessage connAck(MqttConnectReturnCode code, MqttProperties properties) {
    return MqttMessageBuilders.connAck()
        .returnCode(code)
        .sessionPresent(false)
        .properties(properties)
        .build();
  }

  static MqttMessage disconnect(MqttReasonCodes.Disconnect code, String reason) {
    return MqttMessageBuilders.disconnect()
        .reasonCode(code.byteValue())
        .properties(reason(reason))
        .build();
  }

  static MqttMessage pubAck(int packetId, PubAck code, String reason) {
    return reply(MqttMessageType.PUBACK, packetId, code.byteValue(), reason);
  }

  /** PUBREC has PUBACK's codes. */
  static MqttMessage pubRec(int packetId, PubAck code, String reason) {
    return reply(MqttMessageType.PUBREC, packetId, code.byteValue(), reason);
  }

  static MqttMessage unknownPacketId(int packetId) {
    byte code = MqttReasonCodes.PubComp.PACKET_IDENTIFIER_NOT_FOUND.byteValue();
    return reply(MqttMessageType.PUBCOMP, packetId, code, "");
  }

  static MqttSubAckMessage subAck(int packetId, List<Integer> codes) {
    return new MqttSubAckMessage(
        fixed(MqttMessageType.SUBACK), id(packetId), new MqttSubAckPayload(codes));
  }

  static MqttUnsubAckMessage unsubAck(int packetId, List<Short> codes) {
    return new MqttUnsubAckMessage(
        fixed(MqttMessageType.UNSUBACK), id(packetId), new MqttUnsubAckPayload(codes));
  }

  private static MqttMessage reply(MqttMessageType type, int packetId, byte code, String reason) {
    return new MqttMessage(
        fixed(type), new MqttPubReplyMessageVariableHeader(packetId, code, reason(reason)));
  }

  private static MqttMessageIdVariableHeader id(int packetId) {
    return new MqttMessageIdAndPropertiesVariableHeader(packetId, MqttProperties.NO_PROPERTIES);
  }

  private static MqttFixedHeader fixed(MqttMessageType type) {
    return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
  }

  private static MqttProperties reason(String text) {
    if (text.isEmpty()) {
      return MqttProperties.NO_PROPERTIES;
    }
    var properties = new MqttProperties();
    properties.add(new MqttProperties.StringProperty(MqttProperties.REASON_STRING, text));
    return properties;
  }
}
