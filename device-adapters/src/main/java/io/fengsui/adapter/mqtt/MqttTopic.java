package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.DeviceId;
import java.util.Optional;

/**
 * A topic of the hub's own convention, {@code hub/<tenant>/<device>/<kind>}.
 *
 * @param device whom the topic speaks of; untrusted until the hub says that the peer may
 */
public record MqttTopic(DeviceId device, Kind kind) {

  /** What a topic carries. */
  public enum Kind {
    TELEMETRY("telemetry"),
    EVENT("event"),
    STATUS("status"),
    /** Commands to the device: it subscribes here. */
    COMMAND("cmd"),
    RESULT("cmd/result");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }

    /** The filter that matches all devices' topics of this kind. */
    String filter(String tenant) {
      return ROOT + tenant + "/+/" + suffix;
    }
  }

  private static final String ROOT = "hub/";

  /** The topic that a name means; empty if it is none of ours. */
  public static Optional<MqttTopic> parse(String tenant, String name) {
    int deviceAt = ROOT.length() + tenant.length() + 1;
    if (!name.startsWith(ROOT)
        || !name.startsWith(tenant, ROOT.length())
        || name.length() <= deviceAt
        || name.charAt(deviceAt - 1) != '/') {
      return Optional.empty();
    }
    int kindAt = name.indexOf('/', deviceAt) + 1;
    if (kindAt == 0) {
      return Optional.empty();
    }
    String device = name.substring(deviceAt, kindAt - 1);
    if (!DeviceId.isValid(device)) {
      return Optional.empty();
    }
    for (Kind kind : Kind.values()) {
      if (kind.suffix.length() == name.length() - kindAt && name.endsWith(kind.suffix)) {
        return Optional.of(new MqttTopic(new DeviceId(device), kind));
      }
    }
    return Optional.empty();
  }

  /** The name on the wire. */
  public String name(String tenant) {
    return ROOT + tenant + "/" + device + "/" + kind.suffix;
  }

  /** Whether a text can stand as one topic level. */
  static boolean isLevel(String text) {
    return !text.isEmpty()
        && text.length() <= 64
        && text.chars().noneMatch(c -> c == '/' || c == '+' || c == '#' || c < ' ');
  }
}
