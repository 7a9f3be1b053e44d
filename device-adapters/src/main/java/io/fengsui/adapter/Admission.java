package io.fengsui.adapter;

/** The hub's answer to a {@link Claim}. */
public sealed interface Admission {

  /** The peer is this device. */
  non-sealed interface Admitted extends Admission {

    DeviceId device();

    /**
     * Whether the peer may speak for a device: itself, or a child registered below it. Asked for
     * each message, so that a device retired meanwhile is refused at once. Never blocks.
     */
    boolean speaksFor(DeviceId device);
  }

  /**
   * Not admitted.
   *
   * @param why for logs and counters; never told to the peer in detail
   */
  record Refused(Why why) implements Admission {}

  /** Why a peer was refused. */
  enum Why {
    UNKNOWN_DEVICE,
    WRONG_SECRET,
    RETIRED
  }
}
