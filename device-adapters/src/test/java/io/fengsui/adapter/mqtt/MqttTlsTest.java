package io.fengsui.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import io.fengsui.adapter.Secret;
import io.fengsui.adapter.mqtt.convention.ConventionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both links with TLS, each against Mosquitto's other half. */
class MqttTlsTest {

  private static final String TOPIC = "hub/street/sd-1/telemetry";
  private static final String SMOKE = "{\"values\":{\"smoke\":true}}";

  @TempDir Path folder;
  private final int port = MqttAdapterTest.freePort();
  private final RecordingUplink hub = new RecordingUplink().knows("sd-1", "open-sesame");

  @Test
  void serves_devices_with_a_pem_certificate() throws Exception {
    SelfSigned server = SelfSigned.in(folder);

    hearsADevice(server, new MqttSettings.Tls(server.certificate(), server.key(), null, null));
  }

  @Test
  void serves_devices_with_a_key_store() throws Exception {
    SelfSigned server = SelfSigned.in(folder);
    Secret password = Secret.of(SelfSigned.PASSWORD);

    hearsADevice(server, new MqttSettings.Tls(null, null, server.keystore(), password));
  }

  private void hearsADevice(SelfSigned server, MqttSettings.Tls tls) throws Exception {
    var settings =
        new MqttSettings(
            "127.0.0.1",
            port,
            "street",
            tls,
            MqttSettings.Limits.DEFAULT,
            List.of(),
            ConventionSettings.usual());
    try (var _ = RunningLink.start(new MqttProtocol().adapter(settings), hub)) {
      assertThat(hub.awaitServing()).contains("TLS");

      var outcome =
          Mosquitto.publish(
              port,
              "--cafile",
              server.certificate().toString(),
              "-q",
              "1",
              "-u",
              "sd-1",
              "-P",
              "open-sesame",
              "-t",
              TOPIC,
              "-m",
              SMOKE);

      assertThat(outcome.status()).as(outcome.output()).isZero();
      hub.heard(Telemetry.class, 1);
    }
  }

  @Test
  void joins_a_broker_whose_certificate_it_trusts_and_no_other() throws Exception {
    SelfSigned server = SelfSigned.in(folder);
    try (var _ =
        new Mosquitto(folder, port)
            .start("certfile " + server.certificate(), "keyfile " + server.key())) {
      try (var _ = RunningLink.start(client(server.certificate()), hub)) {
        hub.awaitServing();
        Mosquitto.publish(
            port, "--cafile", server.certificate().toString(), "-t", TOPIC, "-m", SMOKE);
        hub.heard(Telemetry.class, 1);
      }

      var stranger = RunningLink.start(client(null), hub);
      stranger.awaitEnd(Duration.ofSeconds(10));
      assertThat(stranger.failure())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("ssl://127.0.0.1");
    }
  }

  private Adapter client(@Nullable Path authority) {
    var plain = MqttClientSettings.joining("ssl://127.0.0.1:" + port, "fengsui");
    return new MqttClientProtocol()
        .adapter(
            new MqttClientSettings(
                plain.url(),
                plain.clientId(),
                null,
                null,
                plain.tenant(),
                "",
                null,
                authority,
                plain.sessionExpiry(),
                plain.receiveMaximum(),
                plain.maxPacketBytes(),
                plain.keepAlive(),
                plain.connectTimeout(),
                plain.conventions(),
                plain.convention()));
  }
}
