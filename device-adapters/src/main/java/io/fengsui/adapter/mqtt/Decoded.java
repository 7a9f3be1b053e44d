package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Receipt;
import org.jspecify.annotations.Nullable;

/** What a payload turned out to be. */
public sealed interface Decoded {

  /**
   * Something to hand over.
   *
   * @param loss the part that had to be left out, null if nothing had to: one bad reading does not
   *     take a good alarm with it
   */
  record Message(DeviceMessage message, @Nullable Malformed loss) implements Decoded {}

  /** A device's answer to a command. */
  record Answer(String commandId, CommandOutcome outcome) implements Decoded {}

  /** Well formed and says nothing, for instance when every value is null. */
  record Nothing() implements Decoded {
    static final Nothing INSTANCE = new Nothing();
  }

  /**
   * Not usable.
   *
   * @param detail one sentence that names the offending part, free of payload
   */
  record Malformed(Receipt.Reason reason, String detail) implements Decoded {}
}
