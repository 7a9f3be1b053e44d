package io.fengsui.adapter.mqtt;

import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Paho's call-backs, of which two matter. */
record BrokerEvents(Arrival arrival, Consumer<String> end) implements MqttCallback {

  /** Takes a message; may block. */
  interface Arrival {
    void arrived(String topic, MqttMessage message) throws InterruptedException;
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
    arrival.arrived(topic, message);
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    MqttException cause = response.getException();
    String why = response.getReasonString();
    end.accept(why != null ? why : cause != null ? rootOf(cause) : "the broker closed it");
  }

  private static String rootOf(MqttException cause) {
    Throwable root = cause.getCause() == null ? cause : cause.getCause();
    return String.valueOf(root.getMessage());
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    end.accept(rootOf(exception));
  }

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String uri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
