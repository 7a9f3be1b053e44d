package io.fengsui.adapter;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The hub, as an adapter sees it. Thread-safe; usable only while {@link Adapter#run} runs. */
public interface Uplink {

  /**
   * Says that the link now serves: its port is bound or its peer has answered. Until then the link
   * is shown as starting. May be called again with a new sentence.
   *
   * @param zh one sentence for operators, for instance "正在监听 127.0.0.1:1883"
   * @param en the same in English, for instance "listening on 127.0.0.1:1883"
   */
  void serving(String zh, String en);

  /**
   * Asks who a peer is. Never blocks for I/O: the hub answers from memory, so this may be called on
   * an event loop.
   */
  Admission admit(Claim claim);

  /**
   * Hands a message over. Blocks only while the hub is full (that is the back-pressure), then
   * returns at once; an adapter on an event loop bounds what it has unsettled so that it does not
   * come to that. The receipt settles later, when the message is durable, on a thread of the hub
   * that must not be blocked. Accepted receipts of one device settle in the order of delivery;
   * those of two devices of a link need not, since alarms do not wait for telemetry, and a
   * rejection settles at once. The stage never completes exceptionally. The device is answered when
   * the receipt settles, never before.
   */
  CompletionStage<Receipt> deliver(DeviceMessage message) throws InterruptedException;

  /**
   * Reports input that yields no message: undecodable bytes, an oversize packet, a refused topic.
   * It is counted and kept for operators; it never fails and never blocks.
   *
   * @param device the device it came from, or null if that is not known
   * @param reason why
   * @param detail one sentence with the offending part, at most 200 characters, free of payloads;
   *     equal sentences are kept as one
   * @param raw what came, so that it can be looked at and read again, or null. Kept only of an
   *     adapter that is {@link Replayable}
   */
  void lost(@Nullable DeviceId device, Receipt.Reason reason, String detail, @Nullable Raw raw);

  /** The same for input of which nothing is to be kept. */
  default void lost(@Nullable DeviceId device, Receipt.Reason reason, String detail) {
    lost(device, reason, detail, null);
  }
}
