package io.fengsui.adapter.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.mqtt.MqttTopic.Kind;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MqttCodecPropertyTest {

  private final MqttCodec codec = new MqttCodec();

  @Property(tries = 2_000)
  void never_throws_whatever_the_bytes(@ForAll byte[] payload, @ForAll Kind kind) {
    assertThat(codec.decode(topic(kind), payload, payload.length, false)).isNotNull();
  }

  @Property(tries = 2_000)
  void never_throws_whatever_the_json(@ForAll("nearlyJson") String payload, @ForAll Kind kind) {
    assertThat(
            codec.decode(
                topic(kind), payload.getBytes(UTF_8), payload.getBytes(UTF_8).length, true))
        .isNotNull();
  }

  @Provide
  Arbitrary<String> nearlyJson() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"smoke\"",
            "\"ts\"",
            "\"values\"",
            "\"state\"",
            "\"id\"",
            "\"type\"",
            "true",
            "null",
            "NaN",
            "1",
            "-1e9",
            "1e999",
            "\"on\"",
            "\"done\"")
        .list()
        .ofMaxSize(20)
        .map(parts -> "{" + String.join("", parts) + "}");
  }

  private static MqttTopic topic(Kind kind) {
    return new MqttTopic(new DeviceId("sd-1"), kind);
  }
}
