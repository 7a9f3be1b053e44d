package io.fengsui.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.mqtt.convention.ConventionName;
import io.fengsui.adapter.mqtt.convention.ConventionSettings;
import io.fengsui.adapter.mqtt.convention.Conventions;
import io.fengsui.adapter.mqtt.convention.Publish;
import java.time.InstantSource;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class ConventionsPropertyTest {

  private final RecordingUplink hub = new RecordingUplink();
  private final Conventions conventions =
      Chosen.of(
          MqttClientSettings.joining("tcp://broker:1883", "hub")
              .understanding(List.of(ConventionName.values()), ConventionSettings.usual()),
          () -> hub,
          InstantSource.system());

  @Property(tries = 300)
  void any_topic_and_any_bytes_give_findings(
      @ForAll @StringLength(max = 40) String topic, @ForAll byte[] payload) {
    for (String root :
        List.of("zigbee2mqtt/", "tele/", "spBv1.0/", "homeassistant/", "v1/gateway/")) {
      assertThat(conventions.hear(new Publish(root + topic, payload, false))).isNotNull();
    }
  }

  @Example
  void mutated_messages_give_findings() {
    new ConventionsFuzz(42).run(30_000);
  }
}
