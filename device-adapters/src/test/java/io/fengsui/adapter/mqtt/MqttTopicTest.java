package io.fengsui.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.mqtt.MqttTopic.Kind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MqttTopicTest {

  @ParameterizedTest
  @EnumSource(Kind.class)
  void reads_what_it_writes(Kind kind) {
    var topic = new MqttTopic(new DeviceId("sd-1"), kind);

    assertThat(MqttTopic.parse("street", topic.name("street"))).contains(topic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hub",
        "hub/street",
        "hub/street/",
        "hub/street/sd-1",
        "hub/street/sd-1/",
        "hub/street/sd-1/other",
        "hub/street/sd-1/telemetry/",
        "hub/street/sd-1/x/telemetry",
        "hub/street//telemetry",
        "hub/street/a b/telemetry",
        "hub/streets/sd-1/telemetry",
        "hub/stree/sd-1/telemetry",
        "/hub/street/sd-1/telemetry",
        "HUB/street/sd-1/telemetry",
        "hub/street/烟/telemetry",
      })
  void knows_no_other_topics(String name) {
    assertThat(MqttTopic.parse("street", name)).isEmpty();
  }

  @Property
  void never_throws(@ForAll String tenant, @ForAll String name) {
    assertThat(MqttTopic.parse(tenant, "hub/" + tenant + "/" + name)).isNotNull();
  }
}
