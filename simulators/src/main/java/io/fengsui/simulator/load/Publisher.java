package io.fengsui.simulator.load;

import io.fengsui.simulator.wire.Incoming;
import io.fengsui.simulator.wire.Packets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.BitSet;

/**
 * One connection that publishes from a ring of packets. Slot i always carries packet id i + 1; a
 * slot is used again once it and all before it were acknowledged, so whatever waits to be written
 * is at most two stretches of the ring. Used by one thread.
 */
final class Publisher implements Incoming.Sink {
  private final SocketChannel channel;
  private final SelectionKey key;
  private final Cargo cargo;
  private final int qos;
  private final Tally tally;
  private final Incoming incoming = new Incoming();
  private final ByteBuffer ring;
  private final ByteBuffer outgoing;
  private final int window;
  private final long most;
  private final long[] due;
  private final BitSet early = new BitSet();

  private long head;
  private long sent;
  private long written;
  private long now;
  private boolean open = true;

  Publisher(SocketChannel channel, SelectionKey key, Cargo cargo, Plan plan, Tally tally) {
    this.channel = channel;
    this.key = key;
    this.cargo = cargo;
    this.tally = tally;
    this.qos = plan.qos();
    this.window = plan.window();
    this.most = plan.past().map(Plan.Past::messages).orElse(Long.MAX_VALUE);
    this.due = new long[window];
    this.ring = ByteBuffer.allocateDirect(window * cargo.length());
    this.outgoing = ring.duplicate();
    for (int slot = 0; slot < window; slot++) {
      cargo.place(ring, slot * cargo.length(), slot + 1);
    }
  }

  boolean open() {
    return open;
  }

  /** Whether it has sent all that it is to send. */
  boolean done() {
    return !open || sent == most;
  }

  long sent() {
    return sent;
  }

  long unanswered() {
    return sent - head - early.cardinality();
  }

  /** How many messages may be given to it now. */
  int room() {
    return open ? (int) Math.min(window - (sent - head), most - sent) : 0;
  }

  /**
   * Takes a message; needs room.
   *
   * @param dueNanos when it should have been sent, for the latency
   */
  void publish(long dueNanos, long epochMillis) {
    int slot = (int) (sent % window);
    cargo.patch(ring, slot * cargo.length(), epochMillis, sent);
    due[slot] = dueNanos;
    sent++;
    tally.sent++;
  }

  /** Writes as much as the socket takes; asks to be called again when it takes more. */
  void flush() throws IOException {
    long size = ring.capacity();
    long end = sent * cargo.length();
    while (written < end) {
      int from = (int) (written % size);
      int length = (int) Math.min(size - from, end - written);
      int took = channel.write(outgoing.limit(from + length).position(from));
      written += took;
      if (took < length) {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return;
      }
    }
    if (key.interestOps() != SelectionKey.OP_READ) {
      key.interestOps(SelectionKey.OP_READ);
    }
    if (qos == 0) {
      head = sent;
    }
  }

  /** Takes what has arrived. */
  void receive(ByteBuffer buffer, long nowNanos) throws IOException {
    now = nowNanos;
    buffer.clear();
    if (channel.read(buffer) < 0) {
      throw new IOException("the server closed the connection");
    }
    incoming.feed(buffer.flip(), this);
  }

  /** Says goodbye when asked to, then closes. */
  void close(boolean politely) {
    open = false;
    try (channel) {
      if (politely) {
        channel.write(ByteBuffer.wrap(Packets.disconnect()));
      }
    } catch (IOException e) {
      tally.broken++;
    }
  }

  @Override
  public void puback(int packetId) {
    int slot = packetId - 1;
    long message = slot < 0 || slot >= window ? -1 : messageIn(slot);
    if (message < 0 || early.get(slot)) {
      tally.wrong++;
      return;
    }
    tally.acknowledged(now - due[slot]);
    if (message > head) {
      early.set(slot);
      return;
    }
    head++;
    while (!early.isEmpty() && early.get((int) (head % window))) {
      early.clear((int) (head++ % window));
    }
  }

  /** The message on its way in a slot, -1 if there is none. */
  private long messageIn(int slot) {
    long ahead = Math.floorMod(slot - head, (long) window);
    return head + ahead < sent ? head + ahead : -1;
  }

  @Override
  public void connack(int code) {
    tally.wrong++;
  }

  @Override
  public void other(int type) {}

  @Override
  public void malformed(String why) {
    tally.broken++;
    close(false);
  }
}
