package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.mqtt.convention.sparkplug.Metric.Wire;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a birth tells of its maker, for whoever registers the device. */
final class About {

  private About() {}

  static Map<String, String> of(SparkplugTopic topic, Payload payload) {
    Map<String, String> about = new HashMap<>();
    about.put("convention", "sparkplug");
    about.put("name", topic.device().isEmpty() ? topic.edge() : topic.device());
    for (Metric metric : payload.metrics()) {
      if (metric.value() instanceof Wire.Text(String text)) {
        switch (metric.name().toLowerCase(Locale.ROOT)) {
          case "properties/hardware make", "properties/manufacturer" ->
              about.put("manufacturer", text);
          case "properties/hardware model", "properties/model" -> about.put("model", text);
          case "properties/fw", "properties/firmware" -> about.put("firmware", text);
          default -> {}
        }
      }
    }
    return about;
  }
}
