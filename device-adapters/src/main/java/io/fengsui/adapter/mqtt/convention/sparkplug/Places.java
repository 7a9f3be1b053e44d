package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.mqtt.convention.Registered;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who stands at a place of Sparkplug's. */
record Places(Registered registered) {

  /** Null if nobody is registered for it. */
  @Nullable DeviceId find(SparkplugTopic topic) {
    if (topic.device().isEmpty()) {
      return registered.find(topic.edgeAddress()).orElse(null);
    }
    DeviceId parent = parent(topic);
    Optional<DeviceId> below =
        parent == null ? Optional.empty() : registered.below(parent, topic.device());
    return below.or(() -> registered.find(topic.edgeAddress() + "/" + topic.device())).orElse(null);
  }

  /** The edge node of a device, if it is registered. */
  @Nullable DeviceId parent(SparkplugTopic topic) {
    return topic.device().isEmpty() ? null : registered.find(topic.edgeAddress()).orElse(null);
  }

  /** What it would have to be registered with. */
  String address(SparkplugTopic topic) {
    if (topic.device().isEmpty()) {
      return topic.edgeAddress();
    }
    return parent(topic) == null ? topic.edgeAddress() + "/" + topic.device() : topic.device();
  }
}
