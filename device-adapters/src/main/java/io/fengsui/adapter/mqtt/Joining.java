package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Secret;
import io.fengsui.adapter.mqtt.MqttTopic.Kind;
import io.fengsui.adapter.mqtt.convention.Conventions;
import io.fengsui.adapter.mqtt.convention.Finding;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;

/** What a {@link BrokerLink} says to its broker when it joins it. */
final class Joining {
  static final int AT_LEAST_ONCE = 1;

  private Joining() {}

  /** To all that devices send to the hub, in its own words and by conventions. */
  static MqttSubscription[] subscriptions(MqttClientSettings settings, List<String> filters) {
    String share = settings.sharedGroup() == null ? "" : "$share/" + settings.sharedGroup() + "/";
    Stream<MqttSubscription> own =
        Stream.of(Kind.TELEMETRY, Kind.EVENT, Kind.STATUS, Kind.RESULT)
            .map(kind -> subscription(share + kind.filter(settings.tenant())));
    return Stream.concat(own, filters.stream().map(Joining::whatIsKeptToo))
        .toArray(MqttSubscription[]::new);
  }

  /** What is subscribed to, for a sentence. */
  static String topics(MqttClientSettings settings, Conventions conventions) {
    return Stream.concat(
            Stream.of("hub/" + settings.tenant() + "/+/…"), conventions.filters().stream())
        .collect(Collectors.joining(", "));
  }

  /** Conventions keep names in retained messages, so these are wanted after every connect. */
  static MqttSubscription whatIsKeptToo(String filter) {
    var subscription = new MqttSubscription(filter, AT_LEAST_ONCE);
    subscription.setRetainHandling(0);
    subscription.setRetainAsPublished(false);
    return subscription;
  }

  private static MqttSubscription subscription(String filter) {
    var subscription = new MqttSubscription(filter, AT_LEAST_ONCE);
    subscription.setRetainHandling(1); // what is retained comes once, not after every reconnect
    subscription.setRetainAsPublished(false);
    return subscription;
  }

  /** With a session that the broker keeps. */
  static MqttConnectionOptions options(MqttClientSettings settings, Optional<Finding.Reply> will)
      throws IOException, GeneralSecurityException {
    var options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(settings.sessionExpiry().toSeconds());
    options.setReceiveMaximum(settings.receiveMaximum());
    options.setMaximumPacketSize((long) settings.maxPacketBytes());
    options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
    options.setConnectionTimeout((int) settings.connectTimeout().toSeconds());
    options.setAutomaticReconnect(false);
    will.ifPresent(
        last ->
            options.setWill(
                last.topic(), new MqttMessage(last.payload(), last.qos(), last.retained(), null)));
    options.setSocketFactory(PromptSockets.of(settings));
    if (settings.user() != null) {
      options.setUserName(settings.user());
    }
    Secret password = settings.password();
    if (password != null) {
      options.setPassword(password.bytes());
    }
    return options;
  }

  /** Makes a future of what Paho tells. */
  static MqttActionListener completing(CompletableFuture<IMqttToken> reply) {
    return new MqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        reply.complete(token);
      }

      @Override
      public void onFailure(IMqttToken token, Throwable failure) {
        reply.completeExceptionally(failure);
      }
    };
  }
}
