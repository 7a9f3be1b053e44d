package io.fengsui.hub.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.hub.backup.TestHub;
import io.fengsui.simulator.street.DemoStreet;
import io.fengsui.simulator.street.Doors;
import io.fengsui.simulator.street.Street;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's street against a whole hub: each protocol from the wire to the registry and back. */
class StreetOfManyProtocolsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder = Path.of("");

  @Test
  void every_device_of_the_demo_street_is_heard_whatever_it_speaks() throws Exception {
    int coap = freeDatagrams();
    int lwm2m = freeDatagrams();
    int gb26875 = freeStream();
    List<String> settings = new ArrayList<>(TestHub.demo());
    settings.add("--fengsui.links.coap.coap.port=" + coap);
    settings.add("--fengsui.links.lwm2m.lwm2m.port=" + lwm2m);
    settings.add("--fengsui.links.gb26875.gb26875.port=" + gb26875);
    settings.add("--fengsui.links.gb26875.gb26875.udp=false");
    try (var hub = new TestHub(folder.resolve("data"), settings)) {
      var doors = new Doors(hub.mqtt(), at(coap), at(lwm2m), at(gb26875));

      try (Street street = DemoStreet.start(hub.api(), doors, folder.resolve("street.json"))) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(unheard(hub))
                        .as("devices not heard yet, by link (%d connected)", street.online())
                        .isEmpty());
        assertThat(hub.all("/api/devices"))
            .as("behind a Zigbee bridge that signed in at the hub")
            .filteredOn(device -> device.path("address").asString("").startsWith("0x00158d"))
            .hasSize(2)
            .allMatch(device -> !device.path("parent").asString("").isEmpty());
      }
    }
  }

  /** How many devices of each link were never heard. */
  private static Map<String, Integer> unheard(TestHub hub) throws Exception {
    var unheard = new TreeMap<String, Integer>();
    for (var device : hub.all("/api/devices")) {
      if (device.path("lastHeardAt").isMissingNode()) {
        unheard.merge(device.path("link").asString(), 1, Integer::sum);
      }
    }
    return unheard;
  }

  private static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static int freeStream() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private static int freeDatagrams() throws IOException {
    try (var probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
