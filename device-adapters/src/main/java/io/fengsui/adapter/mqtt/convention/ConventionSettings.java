package io.fengsui.adapter.mqtt.convention;

import io.fengsui.adapter.Metrics;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the conventions of one broker have their topics. What is left out (null) takes its default.
 *
 * @param zigbee2mqttBases one for each bridge; default {@code zigbee2mqtt}
 * @param homeAssistantPrefix default {@code homeassistant}
 * @param tasmotaTopicFirst true for {@code %topic%/%prefix%/}; default false, which is Tasmota's
 * @param tasmotaInputs what switch inputs mean, for instance {@code Switch1=smoke}, or for one
 *     device {@code hall/Switch1=smoke}; default none
 * @param sparkplugGroup the only group to hear; default all
 * @param sparkplugHostId says under this id that the hub is there, as a primary host does; default
 *     not at all
 * @param thingsboardMounted whether the broker puts the user name before the topics of devices;
 *     default false: gateways' topics only
 */
public record ConventionSettings(
    List<String> zigbee2mqttBases,
    String homeAssistantPrefix,
    Boolean tasmotaTopicFirst,
    List<String> tasmotaInputs,
    String sparkplugGroup,
    @Nullable String sparkplugHostId,
    Boolean thingsboardMounted) {

  private static final int MAX_TOPIC = 128;

  public ConventionSettings {
    zigbee2mqttBases =
        List.copyOf(Objects.requireNonNullElse(zigbee2mqttBases, List.of("zigbee2mqtt")));
    homeAssistantPrefix = Objects.requireNonNullElse(homeAssistantPrefix, "homeassistant");
    tasmotaTopicFirst = Objects.requireNonNullElse(tasmotaTopicFirst, false);
    tasmotaInputs = List.copyOf(Objects.requireNonNullElse(tasmotaInputs, List.of()));
    sparkplugGroup = Objects.requireNonNullElse(sparkplugGroup, "+");
    thingsboardMounted = Objects.requireNonNullElse(thingsboardMounted, false);
    zigbee2mqttBases.forEach(base -> topic("zigbee2mqttBases", base));
    topic("homeAssistantPrefix", homeAssistantPrefix);
    if (!sparkplugGroup.equals("+")) {
      level("sparkplugGroup", sparkplugGroup);
    }
    if (sparkplugHostId != null) {
      level("sparkplugHostId", sparkplugHostId);
    }
    tasmotaInputs.forEach(ConventionSettings::input);
  }

  /** All defaults. */
  public static ConventionSettings usual() {
    return new ConventionSettings(
        List.of("zigbee2mqtt"), "homeassistant", false, List.of(), "+", null, false);
  }

  /** Whether a text can stand as the first levels of topics. */
  public static boolean isTopic(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_TOPIC
        && !text.startsWith("/")
        && !text.endsWith("/")
        && text.chars().noneMatch(c -> c == '+' || c == '#' || c < ' ');
  }

  private static void topic(String name, String topic) {
    if (!isTopic(topic)) {
      throw new IllegalArgumentException(
          "%s must be topic levels without + and #, and no slash at an end: %s"
              .formatted(name, topic));
    }
  }

  private static void level(String name, String level) {
    topic(name, level);
    if (level.indexOf('/') >= 0) {
      throw new IllegalArgumentException(name + " must be one topic level: " + level);
    }
  }

  private static void input(String input) {
    int at = input.lastIndexOf('=');
    if (at <= 0 || Metrics.find(input.substring(at + 1)).isEmpty()) {
      throw new IllegalArgumentException(
          "tasmotaInputs must be INPUT=METRIC or TOPIC/INPUT=METRIC with a metric that there is: "
              + input);
    }
  }
}
