package io.fengsui.adapter;

import java.nio.file.Path;
import java.util.Optional;
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
   * The device of this link that was registered with an address, for protocols in which a peer says
   * who it is by an address and proves nothing: the hub's operators decided to believe it when they
   * registered it. Empty if there is none or it is retired. Never blocks; ask for each message, so
   * that a change counts at once.
   *
   * @param address as the protocol writes it and an installer types it, for instance an endpoint
   *     name; untrusted
   */
  Optional<DeviceId> find(String address);

  /**
   * The same for what hangs on a device: the detector on a loop, the child of a gateway.
   *
   * @param parent a device that is connected
   * @param address unique below the parent only
   */
  Optional<DeviceId> find(DeviceId parent, String address);

  /**
   * What a device of this link is registered with. Empty if it goes by its id, is not of this link,
   * or is retired. Never blocks.
   */
  Optional<String> address(DeviceId device);

  /**
   * The key that a device proves itself with where the key itself is needed, as with DTLS-PSK.
   * Empty if there is no such device on this link, it is retired, or its link does not {@linkplain
   * Protocol#needsKeys need keys}. Never blocks.
   */
  Optional<Secret> key(DeviceId device);

  /**
   * Says that somebody speaks whom nobody registered, so that an installer who stands before the
   * device finds it in a list and has only to say what it is. Never fails and never blocks; the
   * list is bounded, and a later sighting of the same address replaces the earlier one.
   */
  void sighted(Stranger stranger);

  /**
   * A folder of this link's own for what should survive a restart. It exists; after a restore it
   * may be an older one, so the link must work without it.
   */
  Path folder();

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
