package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import java.time.Duration;

/** A running endpoint with small limits, a device {@code sd-1} and a gateway {@code gw-1}. */
final class EndpointFixture implements AutoCloseable {

  private static final MqttSettings.Limits SMALL =
      new MqttSettings.Limits(
          4_096,
          4,
          100,
          20,
          200,
          100,
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          1);

  private final int port = MqttAdapterTest.freePort();
  private final RecordingUplink hub =
      new RecordingUplink()
          .knows("sd-1", "open-sesame")
          .knows("gw-1", "open-sesame")
          .parent("gw-1", "child-1");
  private final RunningLink link = RunningLink.start(adapter(), hub);

  EndpointFixture() {
    hub.awaitServing();
  }

  /** Another adapter with the same settings. */
  Adapter adapter() {
    return new MqttProtocol().adapter(MqttSettings.listeningOn("127.0.0.1", port).with(SMALL));
  }

  int port() {
    return port;
  }

  RecordingUplink hub() {
    return hub;
  }

  @Override
  public void close() {
    link.close();
  }
}
