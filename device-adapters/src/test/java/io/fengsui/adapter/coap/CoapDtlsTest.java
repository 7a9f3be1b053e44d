package io.fengsui.adapter.coap;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.CoapPeer;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Nat;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import io.fengsui.adapter.Value;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.pskstore.SinglePskStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A port with DTLS: libcoap over OpenSSL or GnuTLS, and Californium for connection ids. */
class CoapDtlsTest {

  private static final String KEY = "0123456789abcdef";
  private static final String SMOKE = "{\"smoke\":1}";

  private final int port = CoapPeer.freePort();
  private final RecordingUplink hub =
      new RecordingUplink()
          .knows("sd-1", KEY)
          .knows("sd-2", "another-key-1234")
          .registers("sd-1", "867726030000001");
  private final RunningLink link =
      RunningLink.start(
          new CoapProtocol().adapter(CoapSettings.listeningOn("127.0.0.1", port, true)), hub);
  private final String url = "coaps://127.0.0.1:" + port + "/api/v1/";

  @BeforeEach
  void serve() {
    hub.awaitServing();
  }

  @AfterEach
  void end() {
    link.close();
  }

  private static String post(String identity, String key, String url) throws Exception {
    return Libcoap.run(2, "-u", identity, "-k", key, "-m", "post", "-t", "json", "-e", SMOKE, url);
  }

  @Test
  void the_key_says_who_speaks() throws Exception {
    assertThat(post("sd-1", KEY, url + "telemetry")).contains("2.01");
    assertThat(post("867726030000001", KEY, url + "telemetry")).contains("2.01");
    assertThat(post("sd-1", KEY, url + "sd-1:" + KEY + "/telemetry")).contains("2.01");

    assertThat(hub.heard(Telemetry.class, 3))
        .allMatch(message -> message.device().equals(new DeviceId("sd-1")))
        .allMatch(message -> message.readings().containsValue(new Value.Flag(true)));
  }

  @Test
  void another_key_opens_nothing_and_speaks_for_nobody_else() throws Exception {
    assertThat(post("sd-1", "fedcba9876543210", url + "telemetry")).doesNotContain("2.01");
    assertThat(post("nobody", KEY, url + "telemetry")).doesNotContain("2.01");
    assertThat(post("sd-2", "another-key-1234", url + "sd-1:" + KEY + "/telemetry"))
        .contains("4.01");

    assertThat(hub.messages()).isEmpty();
    assertThat(hub.strangers()).anyMatch(each -> each.address().equals("nobody"));
    assertThat(hub.losses()).anyMatch(loss -> loss.reason() == Receipt.Reason.NOT_ALLOWED);
  }

  @Test
  void a_retired_device_is_refused_within_its_session() throws Exception {
    CoapClient client = client(port);
    assertThat(client.post(SMOKE, MediaTypeRegistry.APPLICATION_JSON).getCode())
        .isEqualTo(ResponseCode.CREATED);

    hub.retire("sd-1");

    assertThat(client.post(SMOKE, MediaTypeRegistry.APPLICATION_JSON).getCode())
        .isEqualTo(ResponseCode.UNAUTHORIZED);
    client.getEndpoint().destroy();
  }

  @Test
  void a_session_survives_another_port_by_its_connection_id() throws Exception {
    try (var nat = new Nat(port)) {
      CoapClient client = client(nat.port());
      assertThat(client.post(SMOKE, MediaTypeRegistry.APPLICATION_JSON).getCode())
          .isEqualTo(ResponseCode.CREATED);
      int handshakes = nat.handshakes();

      nat.rebind();

      assertThat(client.post(SMOKE, MediaTypeRegistry.APPLICATION_JSON).getCode())
          .isEqualTo(ResponseCode.CREATED);
      assertThat(nat.handshakes()).isEqualTo(handshakes);
      client.getEndpoint().destroy();
    }
  }

  private CoapClient client(int toPort) {
    var configuration =
        new Configuration(CoapConfig.DEFINITIONS, UdpConfig.DEFINITIONS, DtlsConfig.DEFINITIONS)
            .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0);
    var dtls =
        DtlsConnectorConfig.builder(configuration)
            .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .setPskStore(new SinglePskStore("sd-1", KEY.getBytes(StandardCharsets.UTF_8)))
            .build();
    var endpoint =
        CoapEndpoint.builder()
            .setConfiguration(configuration)
            .setConnector(new DTLSConnector(dtls))
            .build();
    var client = new CoapClient("coaps://127.0.0.1:" + toPort + "/api/v1/telemetry");
    client.setEndpoint(endpoint);
    return client;
  }
}
