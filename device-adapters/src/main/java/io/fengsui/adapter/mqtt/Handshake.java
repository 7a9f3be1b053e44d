package io.fengsui.adapter.mqtt;

import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.*;

import io.fengsui.adapter.Admission;
import io.fengsui.adapter.Claim;
import io.fengsui.adapter.Secret;
import io.fengsui.adapter.Uplink;
import io.fengsui.adapter.mqtt.convention.ConventionName;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.Optional;
import java.util.UUID;

/** Decides on a CONNECT. */
final class Handshake {

  /** What to answer. */
  sealed interface Greeting {
    record Welcome(Session session, MqttConnAckMessage answer) implements Greeting {}

    record Refused(MqttConnAckMessage answer) implements Greeting {}
  }

  private final MqttSettings settings;
  private final Uplink uplink;
  private final MqttCodec codec;

  Handshake(MqttSettings settings, Uplink uplink, MqttCodec codec) {
    this.settings = settings;
    this.uplink = uplink;
    this.codec = codec;
  }

  Greeting greet(MqttConnectMessage message, String address) {
    MqttConnectVariableHeader header = message.variableHeader();
    MqttConnectPayload payload = message.payload();
    boolean v5 = header.version() == MqttVersion.MQTT_5.protocolLevel();
    if (header.properties().getProperty(MqttProperties.AUTHENTICATION_METHOD) != null) {
      return refused(CONNECTION_REFUSED_BAD_AUTHENTICATION_METHOD);
    }
    String asked = Optional.ofNullable(payload.clientIdentifier()).orElse("");
    if (asked.isEmpty() && !v5 && !header.isCleanSession()) {
      return refused(CONNECTION_REFUSED_IDENTIFIER_REJECTED);
    }
    Admission admission = admission(header, payload, address);
    return switch (admission) {
      case Admission.Refused refused ->
          refused(
              v5
                  ? CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD
                  : CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD);
      case Admission.Admitted admitted -> {
        Optional<Session.Will> will =
            header.isWillFlag() ? will(payload, admitted) : Optional.empty();
        if (header.isWillFlag() && will.isEmpty()) {
          yield refused(
              v5 ? CONNECTION_REFUSED_NOT_AUTHORIZED_5 : CONNECTION_REFUSED_NOT_AUTHORIZED);
        }
        String clientId = asked.isEmpty() ? "hub-" + UUID.randomUUID() : asked;
        int keepAlive = keepAlive(header.keepAliveTimeSeconds());
        var session =
            new Session(
                admitted,
                clientId,
                v5,
                keepAlive + (keepAlive + 1) / 2,
                explains(header),
                will.orElse(null));
        MqttProperties told =
            v5
                ? terms(asked.isEmpty() ? clientId : "", header.keepAliveTimeSeconds(), keepAlive)
                : MqttProperties.NO_PROPERTIES;
        yield new Greeting.Welcome(session, Replies.connAck(CONNECTION_ACCEPTED, told));
      }
    };
  }

  /**
   * By user name and password; of the ThingsBoard API also by a token alone, which then is {@code
   * <device id>:<credential>} – no device id has a colon.
   */
  private Admission admission(
      MqttConnectVariableHeader header, MqttConnectPayload payload, String address) {
    if (!header.hasUserName()) {
      return new Admission.Refused(Admission.Why.UNKNOWN_DEVICE);
    }
    byte[] password = header.hasPassword() ? payload.passwordInBytes() : new byte[0];
    String user = payload.userName();
    int colon = user.indexOf(':');
    boolean token =
        colon > 0 && password.length == 0 && settings.understands(ConventionName.THINGSBOARD);
    return token
        ? uplink.admit(
            new Claim(user.substring(0, colon), Secret.of(user.substring(colon + 1)), address))
        : uplink.admit(new Claim(user, Secret.of(password), address));
  }

  /** A will's topic is checked when it is left: a refusal then still reaches someone. */
  private Optional<Session.Will> will(MqttConnectPayload payload, Admission.Admitted admitted) {
    byte[] content = payload.willMessageInBytes();
    String name = payload.willTopic();
    Optional<MqttTopic> own = MqttTopic.parse(settings.tenant(), name);
    if (own.isPresent()) {
      return own.filter(topic -> topic.kind() != MqttTopic.Kind.COMMAND)
          .filter(topic -> admitted.speaksFor(topic.device()))
          .map(topic -> Session.Will.Own.of(topic, content, codec));
    }
    return Chosen.of(settings, admitted.device(), uplink).owns(name)
        ? Optional.of(new Session.Will.Foreign(name, content))
        : Optional.empty();
  }

  private int keepAlive(int asked) {
    int max = (int) settings.limits().keepAliveMax().toSeconds();
    int min = (int) settings.limits().keepAliveMin().toSeconds();
    return asked == 0 ? max : Math.clamp(asked, min, max);
  }

  private static boolean explains(MqttConnectVariableHeader header) {
    MqttProperty<?> wanted =
        header.properties().getProperty(MqttProperties.REQUEST_PROBLEM_INFORMATION);
    return !(wanted instanceof IntegerProperty property && property.value() == 0);
  }

  private MqttProperties terms(String assignedId, int askedKeepAlive, int keepAlive) {
    var terms = new MqttProperties();
    add(terms, MqttProperties.SESSION_EXPIRY_INTERVAL, 0);
    add(terms, MqttProperties.RECEIVE_MAXIMUM, settings.limits().maxInFlightPerConnection());
    add(terms, MqttProperties.MAXIMUM_PACKET_SIZE, settings.limits().maxPacketBytes());
    add(terms, MqttProperties.WILDCARD_SUBSCRIPTION_AVAILABLE, 0);
    add(terms, MqttProperties.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 0);
    add(terms, MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE, 0);
    if (askedKeepAlive != keepAlive) {
      add(terms, MqttProperties.SERVER_KEEP_ALIVE, keepAlive);
    }
    if (!assignedId.isEmpty()) {
      terms.add(new StringProperty(MqttProperties.ASSIGNED_CLIENT_IDENTIFIER, assignedId));
    }
    return terms;
  }

  private static void add(MqttProperties terms, int name, int value) {
    terms.add(new IntegerProperty(name, value));
  }

  private static Greeting refused(MqttConnectReturnCode code) {
    return new Greeting.Refused(Replies.connAck(code, MqttProperties.NO_PROPERTIES));
  }
}
