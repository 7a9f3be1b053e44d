package io.fengsui.adapter.mqtt.convention;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The conventions that a link may be set to understand, or a device be registered with. */
public enum ConventionName {
  ZIGBEE2MQTT,
  THINGSBOARD,
  HOME_ASSISTANT,
  TASMOTA,
  SPARKPLUG;

  private static final char SEPARATOR = ':';

  /** As it is written in settings and addresses: lower-case, with hyphens. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** An address that names this convention, so that no other one speaks for the device. */
  public String naming(String address) {
    return key() + SEPARATOR + address;
  }

  /** The convention that an address names; empty if it names none. */
  public static Optional<ConventionName> namedBy(String address) {
    int at = address.indexOf(SEPARATOR);
    String key = at < 0 ? "" : address.substring(0, at);
    return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
  }

  /** What follows the convention's name in an address that names one. */
  public static String rest(String address) {
    return address.substring(address.indexOf(SEPARATOR) + 1);
  }
}
