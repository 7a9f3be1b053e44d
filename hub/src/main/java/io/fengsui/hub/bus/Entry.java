package io.fengsui.hub.bus;

import io.fengsui.adapter.DeviceMessage;
import java.time.Instant;

/** One record of a lane. */
public sealed interface Entry {

  /** Where it stands in its lane; grows by one from record to record. */
  long position();

  /**
   * When the bus took it: stamped by the bus, never going back within a lane, not even when the
   * wall clock does. The only time that rules reckon with.
   */
  Instant at();

  /**
   * A device's message.
   *
   * @param link the link it came over
   */
  record Heard(long position, Instant at, String link, DeviceMessage message) implements Entry {}

  /**
   * The hub came back. Written into each lane at start, before any link runs.
   *
   * @param downSince no device can have been heard between this and {@link #at()}
   */
  record Resumed(long position, Instant at, Instant downSince) implements Entry {}
}
