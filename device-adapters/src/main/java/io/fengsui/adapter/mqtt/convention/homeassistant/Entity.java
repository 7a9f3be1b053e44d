package io.fengsui.adapter.mqtt.convention.homeassistant;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entity of a device: where its state is and what it means.
 *
 * @param id unique on the link
 * @param name its last name, for what the vocabulary does not have
 * @param identifiers of its device; entities that share one belong together
 * @param about the device in its own words
 * @param component for instance {@code binary_sensor}
 * @param stateTopic null if it has none
 * @param template null if it is none that is understood: then the payload is kept as it is
 * @param attributesTopic null if it has none
 * @param availability where the device's coming and going is told
 * @param mode {@code all}, {@code any} or {@code latest}
 * @param momentary whether it says only "on", and is off by itself: its {@code off_delay}
 */
record Entity(
    String id,
    String name,
    List<String> identifiers,
    Map<String, String> about,
    String component,
    String deviceClass,
    String unit,
    @Nullable String stateTopic,
    @Nullable Template template,
    String payloadOn,
    String payloadOff,
    @Nullable String attributesTopic,
    List<Availability> availability,
    String mode,
    boolean momentary) {

  /** One place where it is told whether the device is there. */
  record Availability(String topic, Template template, String online, String offline) {}
}
