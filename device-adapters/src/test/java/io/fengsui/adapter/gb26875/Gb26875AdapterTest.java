package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.AdapterContract;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

class Gb26875AdapterTest extends AdapterContract {

  @Override
  protected Peer peer() {
    return new Device(freePort());
  }

  @Override
  protected void register(RecordingUplink hub) {
    hub.registers("fs-1", "889").registers(DEVICE, "fs-1", "1.1/10.2");
  }

  @Override
  protected Record settingsWith(Secret secret) {
    return Gb26875Settings.listeningOn("127.0.0.1", 5200); // the protocol has no secrets
  }

  @Override
  protected Answer whenRejected() {
    return Answer.ACKNOWLEDGED; // a denial would only make it come again
  }

  static int freePort() {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A transmitter that reports the temperature of a component. */
  private static final class Device implements Peer {
    private static final int WINDOW = 60;

    private final int port;
    private final Map<Integer, CompletableFuture<Answer>> open = new ConcurrentHashMap<>();
    private final Semaphore window = new Semaphore(WINDOW);
    private @Nullable RawTransmitter wire;
    private int serial;

    Device(int port) {
      this.port = port;
    }

    @Override
    public Adapter adapter() {
      return new Gb26875Protocol().adapter(Gb26875Settings.listeningOn("127.0.0.1", port));
    }

    @Override
    public void connect() {
      close();
      var connected = new RawTransmitter(port);
      wire = connected;
      Thread.ofVirtual().start(() -> listen(connected));
    }

    private void listen(RawTransmitter connected) {
      for (byte[] answer = connected.next(); answer.length > 0; answer = connected.next()) {
        var waits = open.remove(Bytes.u16(answer, 2));
        if (waits != null) {
          window.release();
          waits.complete(
              answer[Frame.COMMAND_AT] == Frame.Command.CONFIRM
                  ? Answer.ACKNOWLEDGED
                  : Answer.REFUSED);
        }
      }
      open.values().forEach(each -> each.completeExceptionally(new IOException("closed")));
    }

    @Override
    public CompletableFuture<Answer> say(int temperature) {
      window.acquireUninterruptibly();
      serial = (serial + 1) & 0xFFFF;
      var answer = new CompletableFuture<Answer>();
      open.put(serial, answer);
      wire().send(RawTransmitter.temperature(serial, temperature));
      return answer;
    }

    @Override
    public void babble(byte[] garbage) {
      try (var stranger = new RawTransmitter(port)) {
        stranger.send(garbage);
      }
      try (var itself = new RawTransmitter(port)) {
        itself.send(RawTransmitter.heartbeat(1));
        itself.send(garbage);
        itself.send(
            RawTransmitter.frame(2, 2, 889, garbage.length > 1024 ? new byte[1024] : garbage));
      }
    }

    @Override
    public Raw raw(int temperature) {
      return Raw.of("127.0.0.1", RawTransmitter.temperature(1, temperature));
    }

    private RawTransmitter wire() {
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
