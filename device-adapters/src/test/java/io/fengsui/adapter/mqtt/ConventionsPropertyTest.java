package io.fengsui.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.Raw;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.mqtt.convention.ConventionName;
import io.fengsui.adapter.mqtt.convention.ConventionSettings;
import io.fengsui.adapter.mqtt.convention.Conventions;
import io.fengsui.adapter.mqtt.convention.Publish;
import java.time.InstantSource;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

  @Property(tries = 300)
  void any_lost_publish_is_read_again_or_not(
      @ForAll("sources") String source, @ForAll byte[] payload) {
    hub.registers("sd-1", "gw-1", "Device A");
    var read =
        Kept.read(
            Raw.of(source, payload),
            "street",
            device -> true,
            speaker ->
                speaker == null
                    ? conventions
                    : Chosen.of(MqttSettings.listeningOn("127.0.0.1", 0), speaker, hub));

    assertThat(read).isNotNull();
  }

  @Provide
  Arbitrary<String> sources() {
    return Arbitraries.of("as gw-1 ", "as ", "as . ", "retained ", "retained as gw-1 ", "")
        .flatMap(
            head ->
                Arbitraries.of("v1/gateway/", "tele/", "zigbee2mqtt/", "hub/street/", "")
                    .flatMap(
                        root ->
                            Arbitraries.strings()
                                .ofMaxLength(30)
                                .map(topic -> head + root + topic)));
  }

  @Example
  void mutated_messages_give_findings() {
    new ConventionsFuzz(42).run(30_000);
  }
}
