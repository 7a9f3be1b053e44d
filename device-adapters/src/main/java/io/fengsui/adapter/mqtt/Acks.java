package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Receipt;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttReasonCodes.PubAck;
import java.util.ArrayDeque;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The publishes of one connection that wait for their answer, in the order they came; MQTT wants
 * the answers in that order too. Also remembers QoS 2 packet ids until they are released. Confined
 * to the connection's loop.
 */
final class Acks {

  private static final int PUBACK = 0x4002_0000;
  private static final int PUBREC = 0x5002_0000;
  private static final int PUBCOMP = 0x7002_0000;
  private static final int MAX_BATCH = 1024;

  private final Loop loop;
  private final ArrayDeque<PendingAck> pending = new ArrayDeque<>();
  private @Nullable BitSet held;
  private @Nullable BitSet recorded;
  private int inFlight;

  Acks(Loop loop) {
    this.loop = loop;
  }

  /** All that waits, whatever its QoS. */
  int waiting() {
    return pending.size();
  }

  /** What MQTT 5 counts against the receive maximum. */
  int inFlight() {
    return inFlight;
  }

  void add(PendingAck ack) {
    pending.add(ack);
    loop.delivering(ack.weight());
    if (ack.qos() > 0) {
      inFlight++;
    }
    if (ack.qos() == 2) {
      if (held == null) {
        held = new BitSet();
        recorded = new BitSet();
      }
      held.set(ack.packetId());
    }
  }

  /** Whether a QoS 2 publish is a repetition: its packet id has not been released yet. */
  boolean isHeld(int packetId) {
    return held != null && held.get(packetId);
  }

  /** Repeats the PUBREC of a repeated publish, if the first was answered already. */
  void record(ChannelHandlerContext context, int packetId) {
    if (recorded != null && recorded.get(packetId)) {
      write(context, PUBREC, packetId);
    }
  }

  /** Answers a PUBREL. */
  void release(ChannelHandlerContext context, int packetId, Session session) {
    if (isHeld(packetId)) {
      forget(packetId);
    } else if (session.version5()) {
      context.write(Replies.unknownPacketId(packetId));
      return;
    }
    write(context, PUBCOMP, packetId);
  }

  /**
   * Answers all that has settled in front of the first that has not.
   *
   * @param context null once the connection is closed: then receipts only make room
   * @return the Busy at which answering stopped, because the connection must end there
   */
  Receipt.@Nullable Busy answer(@Nullable ChannelHandlerContext context, Session session) {
    ByteBuf out = null;
    Receipt.Busy busy = null;
    PendingAck next;
    Receipt receipt;
    while (busy == null && (next = pending.peek()) != null && (receipt = next.receipt()) != null) {
      pending.poll();
      loop.answered(next.weight());
      if (next.qos() == 0 || context == null) {
        continue;
      }
      switch (receipt) {
        case Receipt.Accepted() -> out = accepted(context, out, next);
        case Receipt.Busy refusal -> busy = refusal;
        case Receipt.Rejected rejected -> {
          if (session.version5()) {
            if (out != null) {
              context.write(out);
              out = null;
            }
            reject(context, next, rejected, session);
          } else {
            out = accepted(context, out, next);
          }
        }
      }
    }
    if (out != null && context != null) {
      context.writeAndFlush(out);
    }
    return busy;
  }

  private ByteBuf accepted(
      ChannelHandlerContext context, @Nullable ByteBuf started, PendingAck ack) {
    ByteBuf out = started;
    if (out == null) {
      out = context.alloc().ioBuffer(Integer.BYTES * Math.min(pending.size() + 1, MAX_BATCH));
    }
    if (ack.qos() == 1) {
      inFlight--;
      out.writeInt(PUBACK | ack.packetId());
    } else {
      if (recorded != null) {
        recorded.set(ack.packetId());
      }
      out.writeInt(PUBREC | ack.packetId());
    }
    return out;
  }

  private void reject(
      ChannelHandlerContext context, PendingAck ack, Receipt.Rejected rejected, Session session) {
    PubAck code = ack.code(rejected);
    String detail = session.explain() ? rejected.detail() : "";
    if (ack.qos() == 1) {
      inFlight--;
      context.writeAndFlush(Replies.pubAck(ack.packetId(), code, detail));
    } else {
      forget(ack.packetId());
      context.writeAndFlush(Replies.pubRec(ack.packetId(), code, detail));
    }
  }

  private void forget(int packetId) {
    inFlight--;
    if (held != null && recorded != null) {
      held.clear(packetId);
      recorded.clear(packetId);
    }
  }

  private static void write(ChannelHandlerContext context, int type, int packetId) {
    context.write(context.alloc().ioBuffer(Integer.BYTES).writeInt(type | packetId));
  }
}
