package io.fengsui.simulator.wire;

import java.nio.ByteBuffer;

/**
 * Takes apart what the server sends, however the bytes were split. Keeps at most nine bytes:
 * packets that a publishing device has no use for are skipped. Never throws for bad input; after
 * the first malformed packet the rest of the connection is ignored. Used by one thread.
 */
public final class Incoming {
  private static final int CONNACK = 2;
  private static final int PUBACK = 4;
  private static final int KEPT = 4;
  private static final int LONGEST_LENGTH = 4;

  /** Told what arrived, in order. */
  public interface Sink {
    /** The answer to CONNECT; 0 = accepted. */
    void connack(int code);

    /** A PUBLISH with QoS 1 was taken. */
    void puback(int packetId);

    /** Any other packet, by its type number. */
    void other(int type);

    /** The server broke the protocol; nothing more will be told. */
    void malformed(String why);
  }

  private enum At {
    START,
    LENGTH,
    BODY,
    BROKEN
  }

  private At at = At.START;
  private int first;
  private int length;
  private int lengthBytes;
  private int seen;
  private int kept;

  /** Takes everything between position and limit. */
  public void feed(ByteBuffer in, Sink sink) {
    while (in.hasRemaining()) {
      if (at == At.START && in.remaining() >= KEPT && isPuback(in)) {
        int position = in.position();
        in.position(position + KEPT);
        sink.puback(in.getShort(position + 2) & 0xFFFF);
      } else if (at == At.BROKEN) {
        in.position(in.limit());
      } else {
        one(in.get() & 0xFF, sink);
      }
    }
  }

  private static boolean isPuback(ByteBuffer in) {
    return in.get(in.position()) == 0x40 && in.get(in.position() + 1) == 2;
  }

  private void one(int octet, Sink sink) {
    switch (at) {
      case START -> {
        first = octet;
        length = 0;
        lengthBytes = 0;
        seen = 0;
        kept = 0;
        at = At.LENGTH;
      }
      case LENGTH -> {
        length |= (octet & 127) << (7 * lengthBytes++);
        if (octet < 128) {
          at = At.BODY;
          endIfComplete(sink);
        } else if (lengthBytes == LONGEST_LENGTH) {
          broken("remaining length is longer than four bytes", sink);
        }
      }
      case BODY -> {
        if (seen++ < KEPT) {
          kept = (kept << 8) | octet;
        }
        endIfComplete(sink);
      }
      case BROKEN -> {}
    }
  }

  private void endIfComplete(Sink sink) {
    if (seen < length) {
      return;
    }
    at = At.START;
    int type = first >> 4;
    switch (type) {
      case CONNACK, PUBACK -> {
        if (length != 2) {
          broken("an acknowledgement of " + length + " bytes", sink);
        } else if (type == CONNACK) {
          sink.connack(kept & 0xFF);
        } else {
          sink.puback(kept & 0xFFFF);
        }
      }
      case 0, 15 -> broken("packet type " + type, sink);
      default -> sink.other(type);
    }
  }

  private void broken(String why, Sink sink) {
    at = At.BROKEN;
    sink.malformed(why);
  }
}
