package io.fengsui.simulator.coap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Many devices with a socket each that post as fast as they are answered, one message at a time, as
 * CoAP wants it. One thread. What is not answered in two seconds is sent again.
 */
public final class CoapSwarm implements AutoCloseable {
  private static final int LARGEST = 2_048;
  private static final int CODE = 1;
  private static final int CREATED = 0x41;
  private static final int CHANGED = 0x44;
  private static final int MIDS = 60_000;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);
  private static final long LOOK_MILLIS = 100;

  /**
   * What came of a run.
   *
   * @param micros times from request to answer, in µs
   */
  public record Outcome(
      long accepted, long refused, long repeated, double seconds, Histogram micros) {

    public double rate() {
      return accepted / seconds;
    }
  }

  private static final class Peer {
    private final DatagramChannel channel;
    private final byte[] frame;
    private long sentAt;
    private int id;

    Peer(DatagramChannel channel, byte[] frame) {
      this.channel = channel;
      this.frame = frame;
    }

    void send(long now, boolean next) throws IOException {
      id = next ? id % MIDS + 1 : id;
      CoapFrame.number(frame, id);
      sentAt = now;
      channel.write(ByteBuffer.wrap(frame));
    }
  }

  private final Selector selector = Selector.open();
  private final List<Peer> peers = new ArrayList<>();

  /**
   * @param tokens one for each peer, {@code <device>:<secret>}
   * @param json what each posts
   */
  public CoapSwarm(InetSocketAddress hub, List<String> tokens, String json) throws IOException {
    for (String token : tokens) {
      var channel = DatagramChannel.open();
      channel.connect(hub);
      channel.configureBlocking(false);
      var peer = new Peer(channel, CoapFrame.post("api/v1/" + token + "/telemetry", json));
      channel.register(selector, SelectionKey.OP_READ, peer);
      peers.add(peer);
    }
  }

  /** Posts for a while. */
  public Outcome run(Duration duration) throws IOException {
    var micros = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);
    var buffer = ByteBuffer.allocate(LARGEST);
    long accepted = 0;
    long refused = 0;
    long repeated = 0;
    long begin = System.nanoTime();
    for (Peer peer : peers) {
      peer.send(begin, true);
    }
    long end = begin + duration.toNanos();
    long look = begin;
    long now;
    while ((now = System.nanoTime()) < end) {
      selector.select(LOOK_MILLIS);
      for (SelectionKey key : selector.selectedKeys()) {
        var peer = (Peer) key.attachment();
        buffer.clear();
        if (peer.channel.read(buffer) > CODE && answers(buffer, peer)) {
          now = System.nanoTime();
          int code = buffer.get(CODE) & 0xff;
          boolean taken = code == CREATED || code == CHANGED;
          accepted += taken ? 1 : 0;
          refused += taken ? 0 : 1;
          micros.recordValue(
              Math.min((now - peer.sentAt) / 1_000, micros.getHighestTrackableValue()));
          peer.send(now, true);
        }
      }
      selector.selectedKeys().clear();
      if (now - look > TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
        look = now;
        repeated += repeatOld(now);
      }
    }
    return new Outcome(accepted, refused, repeated, (System.nanoTime() - begin) / 1e9, micros);
  }

  /** Whether it is the answer to the peer's last request, by its token. */
  private static boolean answers(ByteBuffer answer, Peer peer) {
    return answer.position() >= 6
        && answer.get(CODE) != 0
        && (answer.getShort(4) & 0xffff) == peer.id;
  }

  private long repeatOld(long now) throws IOException {
    long repeated = 0;
    for (Peer peer : peers) {
      if (now - peer.sentAt > PATIENCE) {
        peer.send(now, false);
        repeated++;
      }
    }
    return repeated;
  }

  @Override
  public void close() throws IOException {
    for (Peer peer : peers) {
      peer.channel.close();
    }
    selector.close();
  }
}
