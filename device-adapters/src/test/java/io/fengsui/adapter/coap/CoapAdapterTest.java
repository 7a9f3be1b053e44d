package io.fengsui.adapter.coap;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.AdapterContract;
import io.fengsui.adapter.CoapPeer;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.RawCoap;
import io.fengsui.adapter.Secret;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

class CoapAdapterTest extends AdapterContract {

  @Override
  protected Peer peer() {
    return new Device(CoapPeer.freePort());
  }

  /** The settings hold no secret: devices' keys come from the registry. */
  @Override
  protected Record settingsWith(Secret secret) {
    return CoapSettings.listeningOn("127.0.0.1", 5684, true);
  }

  @Override
  protected Answer whenRejected() {
    return Answer.REFUSED;
  }

  /** A device that posts with its token. */
  private static final class Device implements Peer {
    private static final String PATH = "api/v1/" + DEVICE + ":" + SECRET + "/telemetry";

    private final int port;
    private @Nullable CoapPeer wire;

    Device(int port) {
      this.port = port;
    }

    @Override
    public Adapter adapter() {
      return new CoapProtocol().adapter(CoapSettings.listeningOn("127.0.0.1", port, false));
    }

    @Override
    public void connect() {
      close();
      wire = new CoapPeer(port);
    }

    @Override
    public CompletableFuture<Answer> say(int temperature) {
      return wire().post(PATH, RawCoap.JSON, body(temperature).getBytes(StandardCharsets.UTF_8));
    }

    private static String body(int temperature) {
      return "{\"values\":{\"temperature\":" + temperature + "}}";
    }

    @Override
    public void babble(byte[] garbage) {
      try (var stranger = new RawCoap(port)) {
        stranger.send(garbage);
        stranger.send(
            RawCoap.request(
                RawCoap.CON, RawCoap.POST, 1, PATH, RawCoap.JSON, false, CoapPeer.cut(garbage)));
        stranger.next(1_000);
      }
    }

    @Override
    public Raw raw(int temperature) {
      return Raw.of(DEVICE + " json", body(temperature).getBytes(StandardCharsets.UTF_8));
    }

    private CoapPeer wire() {
      if (wire == null) {
        throw new IllegalStateException("not connected");
      }
      return wire;
    }

    @Override
    public void close() {
      if (wire != null) {
        wire.close();
      }
    }
  }
}
