package io.fengsui.hub.bus;

import io.fengsui.adapter.DeviceMessage;
import java.time.Instant;

/** One record of a lane. */
public sealed interface Entry {

  /**
   * Where it stands in its lane; grows by one from record to record, save after {@link Missing}.
   */
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

  /**
   * Records stood here and cannot be read any more: their batch, or its whole segment, is damaged.
   * Nobody wrote this; a reader finds it in their place, once for each gap, and goes on after them.
   * Whoever counts time takes it as {@link Resumed}: what was heard in between is not known.
   *
   * @param position of the first of them
   * @param at not before the last of them was taken, and before the next readable record
   * @param since stamp of the last readable record before them; the beginning of 1970 if there is
   *     none
   * @param records how many positions are gone; the next entry stands at {@code position + records}
   * @param why one sentence that names file and byte
   */
  record Missing(long position, Instant at, Instant since, long records, String why)
      implements Entry {}
}
