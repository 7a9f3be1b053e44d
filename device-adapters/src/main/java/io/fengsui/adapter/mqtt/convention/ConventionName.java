package io.fengsui.adapter.mqtt.convention;

/** The conventions that a link may be set to understand; in settings lower-case, with hyphens. */
public enum ConventionName {
  ZIGBEE2MQTT,
  THINGSBOARD,
  HOME_ASSISTANT,
  TASMOTA,
  SPARKPLUG
}
