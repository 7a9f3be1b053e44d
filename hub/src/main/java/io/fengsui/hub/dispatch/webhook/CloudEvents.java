package io.fengsui.hub.dispatch.webhook;

import io.fengsui.hub.dispatch.Notification;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** CloudEvents 1.0 in structured JSON. */
final class CloudEvents {
  static final String CONTENT_TYPE = "application/cloudevents+json; charset=utf-8";
  private static final JsonMapper JSON = new JsonMapper();

  private CloudEvents() {}

  /** The body for a notification; the same for every attempt. */
  static String body(Notification notification, String source) {
    ObjectNode event = JSON.createObjectNode();
    event.put("specversion", "1.0");
    event.put("id", notification.key());
    event.put("source", source);
    event.put("type", notification.type());
    event.put("subject", notification.event());
    event.put("time", notification.at().toString());
    event.put("datacontenttype", "application/json");
    event.set("data", JSON.readTree(notification.data()));
    return JSON.writeValueAsString(event);
  }
}
