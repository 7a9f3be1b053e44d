package io.fengsui.adapter.coap;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.AdapterContract;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.RawCoap;
import io.fengsui.adapter.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

class CoapAdapterTest extends AdapterContract {

  @Override
  protected Peer peer() {
    return new Device(freePort());
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

  static int freePort() {
    try (var probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A device that posts with its token. */
  private static final class Device implements Peer {
    private static final int WINDOW = 60;
    private static final int IDS = 60_000;
    private static final String PATH = "api/v1/" + DEVICE + ":" + SECRET + "/telemetry";

    private final int port;
    private final Map<Long, CompletableFuture<Answer>> open = new ConcurrentHashMap<>();
    private final Semaphore window = new Semaphore(WINDOW);
    private @Nullable RawCoap wire;
    private int id;

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
      var connected = new RawCoap(port);
      wire = connected;
      Thread.ofVirtual().start(() -> listen(connected));
    }

    private void listen(RawCoap connected) {
      RawCoap.Message message;
      while ((message = connected.next(60_000)) != null) {
        if (message.type() == RawCoap.CON) {
          connected.acknowledge(message);
        }
        CompletableFuture<Answer> answer =
            message.code().equals("0.00") ? null : open.remove(message.token());
        if (answer != null) {
          window.release();
          switch (message.code().charAt(0)) {
            case '2' -> answer.complete(Answer.ACKNOWLEDGED);
            case '4' -> answer.complete(Answer.REFUSED);
            default -> answer.completeExceptionally(new IOException(message.code()));
          }
        }
      }
    }

    @Override
    public CompletableFuture<Answer> say(int temperature) {
      window.acquireUninterruptibly();
      id = id % IDS + 1;
      var answer = new CompletableFuture<Answer>();
      open.put((long) id, answer);
      wire().post(RawCoap.CON, id, PATH, body(temperature));
      return answer;
    }

    private static String body(int temperature) {
      return "{\"values\":{\"temperature\":" + temperature + "}}";
    }

    @Override
    public void babble(byte[] garbage) {
      try (var stranger = new RawCoap(port)) {
        stranger.send(garbage);
        stranger.send(
            RawCoap.request(RawCoap.CON, RawCoap.POST, 1, PATH, RawCoap.JSON, false, cut(garbage)));
        stranger.next(1_000);
      }
    }

    /** What fits into a datagram that is not cut into blocks. */
    private static byte[] cut(byte[] garbage) {
      return java.util.Arrays.copyOf(garbage, Math.min(garbage.length, 1_000));
    }

    @Override
    public Raw raw(int temperature) {
      return Raw.of(DEVICE + " json", body(temperature).getBytes(StandardCharsets.UTF_8));
    }

    private RawCoap wire() {
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
