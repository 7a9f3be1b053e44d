package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.AdapterContract;
import io.fengsui.adapter.CoapPeer;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.RawCoap;
import io.fengsui.adapter.Secret;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

class Lwm2mAdapterTest extends AdapterContract {

  private static final int LINKS = 40;
  private static final int SENML_JSON = 110;

  @Override
  protected Peer peer() {
    return new Device(CoapPeer.freePort());
  }

  /** The settings hold no secret: devices' keys come from the registry. */
  @Override
  protected Record settingsWith(Secret secret) {
    return Lwm2mSettings.listeningOn("127.0.0.1", 5784, false);
  }

  @Override
  protected Answer whenRejected() {
    return Answer.REFUSED;
  }

  /** A device that registers without security and sends; it has nothing to read. */
  private static final class Device implements Peer {
    private final int port;
    private @Nullable CoapPeer wire;

    Device(int port) {
      this.port = port;
    }

    @Override
    public Adapter adapter() {
      return new Lwm2mProtocol().adapter(Lwm2mSettings.listeningOn("127.0.0.1", port, true));
    }

    @Override
    public void connect() {
      close();
      var connected = new CoapPeer(port);
      wire = connected;
      var registered =
          connected.post(
              "rd?ep=" + DEVICE + "&lt=3600&lwm2m=1.1&b=U",
              LINKS,
              "</>;ct=110,</3303/0>".getBytes(StandardCharsets.UTF_8));
      registered.orTimeout(5, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletableFuture<Answer> say(int temperature) {
      return wire().post("dp", SENML_JSON, body(temperature).getBytes(StandardCharsets.UTF_8));
    }

    private static String body(int temperature) {
      return "[{\"n\":\"/3303/0/5700\",\"v\":" + temperature + "}]";
    }

    @Override
    public void babble(byte[] garbage) {
      byte[] body = CoapPeer.cut(garbage);
      try (var stranger = new RawCoap(port)) {
        stranger.send(garbage);
        stranger.send(RawCoap.request(RawCoap.CON, RawCoap.POST, 1, "dp", 110, false, body));
        stranger.next(1_000);
      }
      wire().send(RawCoap.request(RawCoap.NON, RawCoap.POST, 65_001, "dp", 110, false, body));
      wire().send(RawCoap.request(RawCoap.NON, RawCoap.POST, 65_002, "dp", 112, false, body));
      wire().send(RawCoap.request(RawCoap.NON, RawCoap.POST, 65_003, "dp", 11542, false, body));
      wire().send(garbage);
    }

    @Override
    public Raw raw(int temperature) {
      return Raw.of(DEVICE + " 110", body(temperature).getBytes(StandardCharsets.UTF_8));
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
