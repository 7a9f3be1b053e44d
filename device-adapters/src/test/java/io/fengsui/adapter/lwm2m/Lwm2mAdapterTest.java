package io.fengsui.adapter.lwm2m;

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
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

class Lwm2mAdapterTest extends AdapterContract {

  private static final int SENML_JSON = 110;

  @Override
  protected Peer peer() {
    return new Device(freePort());
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

  static int freePort() {
    try (var probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A device that registers without security and sends; it has nothing to read. */
  private static final class Device implements Peer {
    private static final int WINDOW = 60;
    private static final int IDS = 60_000;
    private static final int NOT_FOUND = 0x84;
    private static final int REGISTRATION = 65_000;

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
      return new Lwm2mProtocol().adapter(Lwm2mSettings.listeningOn("127.0.0.1", port, true));
    }

    @Override
    public void connect() {
      close();
      var connected = new RawCoap(port);
      wire = connected;
      Thread.ofVirtual().start(() -> listen(connected));
      var registered = new CompletableFuture<Answer>();
      open.put((long) REGISTRATION, registered);
      window.acquireUninterruptibly();
      connected.send(
          RawCoap.request(
              RawCoap.CON,
              RawCoap.POST,
              REGISTRATION,
              "rd?ep=" + DEVICE + "&lt=3600&lwm2m=1.1&b=U",
              40,
              false,
              "</>;ct=110,</3303/0>".getBytes(StandardCharsets.UTF_8)));
      registered.orTimeout(5, TimeUnit.SECONDS).join();
    }

    private void listen(RawCoap connected) {
      RawCoap.Message message;
      while ((message = connected.next(60_000)) != null) {
        if (message.isRequest()) {
          connected.answer(message, NOT_FOUND);
          continue;
        }
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
      byte[] body = body(temperature).getBytes(StandardCharsets.UTF_8);
      wire().send(RawCoap.request(RawCoap.CON, RawCoap.POST, id, "dp", SENML_JSON, false, body));
      return answer;
    }

    private static String body(int temperature) {
      return "[{\"n\":\"/3303/0/5700\",\"v\":" + temperature + "}]";
    }

    @Override
    public void babble(byte[] garbage) {
      byte[] body = Arrays.copyOf(garbage, Math.min(garbage.length, 1_000));
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
