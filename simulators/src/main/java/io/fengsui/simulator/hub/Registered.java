package io.fengsui.simulator.hub;

import io.fengsui.simulator.wire.Login;

/**
 * A device that the hub knows.
 *
 * @param topic where it publishes telemetry; empty if it speaks no MQTT
 */
public record Registered(String id, String user, String password, String topic) {

  /** How it connects. */
  public Login login() {
    return new Login(id, user, password);
  }

  /** Its topics without their last step: {@code hub/street/<id>}. */
  public String topicRoot() {
    return topic.substring(0, topic.lastIndexOf('/'));
  }

  @Override
  public String toString() {
    return "Registered[" + id + "]";
  }
}
