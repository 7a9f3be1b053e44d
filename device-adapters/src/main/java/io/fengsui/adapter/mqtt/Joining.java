package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Secret;
import io.fengsui.adapter.mqtt.MqttTopic.Kind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttSubscription;

/** What a {@link BrokerLink} says to its broker when it joins it. */
final class Joining {
  static final int AT_LEAST_ONCE = 1;

  private Joining() {}

  /** To all that devices send to the hub. */
  static MqttSubscription[] subscriptions(MqttClientSettings settings) {
    String share = settings.sharedGroup() == null ? "" : "$share/" + settings.sharedGroup() + "/";
    return Stream.of(Kind.TELEMETRY, Kind.EVENT, Kind.STATUS, Kind.RESULT)
        .map(kind -> subscription(share + kind.filter(settings.tenant())))
        .toArray(MqttSubscription[]::new);
  }

  private static MqttSubscription subscription(String filter) {
    var subscription = new MqttSubscription(filter, AT_LEAST_ONCE);
    subscription.setRetainHandling(1); // what is retained comes once, not after every reconnect
    subscription.setRetainAsPublished(false);
    return subscription;
  }

  /** With a session that the broker keeps. */
  static MqttConnectionOptions options(MqttClientSettings settings)
      throws IOException, GeneralSecurityException {
    var options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(settings.sessionExpiry().toSeconds());
    options.setReceiveMaximum(settings.receiveMaximum());
    options.setMaximumPacketSize((long) settings.maxPacketBytes());
    options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
    options.setConnectionTimeout((int) settings.connectTimeout().toSeconds());
    options.setAutomaticReconnect(false);
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
