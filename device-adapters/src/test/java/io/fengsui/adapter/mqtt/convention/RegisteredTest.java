package io.fengsui.adapter.mqtt.convention;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.RecordingUplink;
import org.junit.jupiter.api.Test;

/** Who is who, by the conventions that addresses name. */
class RegisteredTest {

  private final RecordingUplink hub =
      new RecordingUplink()
          .registers("any", "hall")
          .registers("named", "tasmota:cellar")
          .registers("below", "named", "zigbee2mqtt:0x1");
  private final Registered tasmota = Registered.behindBroker(() -> hub, ConventionName.TASMOTA);
  private final Registered zigbee = Registered.behindBroker(() -> hub, ConventionName.ZIGBEE2MQTT);

  @Test
  void an_address_without_a_convention_counts_in_each() {
    assertThat(tasmota.find("hall")).contains(new DeviceId("any"));
    assertThat(zigbee.find("hall")).contains(new DeviceId("any"));
  }

  @Test
  void an_address_that_names_a_convention_counts_in_that_one_only() {
    assertThat(tasmota.find("cellar")).contains(new DeviceId("named"));
    assertThat(zigbee.find("cellar")).isEmpty();
    assertThat(zigbee.below(new DeviceId("named"), "0x1")).contains(new DeviceId("below"));
    assertThat(tasmota.below(new DeviceId("named"), "0x1")).isEmpty();
  }

  @Test
  void of_two_that_have_an_address_the_one_that_names_the_convention_is_meant() {
    hub.registers("meant", "tasmota:hall");

    assertThat(tasmota.find("hall")).contains(new DeviceId("meant"));
    assertThat(zigbee.find("hall")).contains(new DeviceId("any"));
  }

  @Test
  void whoever_signed_in_speaks_for_itself_and_for_those_below_it() {
    var me = new DeviceId("named");
    var signedIn = Registered.of(me, hub, ConventionName.ZIGBEE2MQTT);

    assertThat(signedIn.find("zigbee2mqtt")).contains(me);
    assertThat(signedIn.find(me, "0x1")).contains(new DeviceId("below"));
    assertThat(signedIn.find(me, "hall")).isEmpty();
  }

  @Test
  void names_of_conventions_are_those_of_settings() {
    assertThat(ConventionName.namedBy("home-assistant:x")).contains(ConventionName.HOME_ASSISTANT);
    assertThat(ConventionName.namedBy("0x00158d0004c07fa8")).isEmpty();
    assertThat(ConventionName.namedBy("12:34:56")).isEmpty();
    assertThat(ConventionName.rest("zigbee2mqtt:house/one")).isEqualTo("house/one");
  }
}
