package io.fengsui.hub.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.coap.CoapProtocol;
import io.fengsui.adapter.lwm2m.Lwm2mProtocol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class DeviceConfigurationTest {

  private static LinkNames links(Map<String, Object> settings) {
    var environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
    return new DeviceConfiguration()
        .linkNames(environment, List.of(new CoapProtocol(), new Lwm2mProtocol()));
  }

  @Test
  void only_links_with_security_hold_keys() {
    LinkNames links =
        links(
            Map.of(
                "fengsui.links.plain.coap.port", "5683",
                "fengsui.links.secure.coap.dtls", "true",
                "fengsui.links.detectors.lwm2m.port", "5784",
                "fengsui.links.open.lwm2m.no-security", "true",
                "fengsui.links.off.coap.dtls", "true",
                "fengsui.links.off.enabled", "false"));

    assertThat(links.byName())
        .isEqualTo(Map.of("plain", false, "secure", true, "detectors", true, "open", false));
  }

  @Test
  void settings_that_are_wrong_are_told_by_who_starts_the_link() {
    assertThat(links(Map.of("fengsui.links.secure.coap.port", "none")).byName())
        .containsKey("secure");
  }
}
