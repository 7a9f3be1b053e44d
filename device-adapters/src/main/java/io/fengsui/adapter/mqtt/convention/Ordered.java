package io.fengsui.adapter.mqtt.convention;

import io.fengsui.adapter.CommandOutcome;

/** What a convention makes of a command. */
public sealed interface Ordered {

  /**
   * To be published.
   *
   * @param answerKey what the {@link Finding.Answered} to it will carry; unique while it waits
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Send(String topic, byte[] payload, int qos, String answerKey) implements Ordered {}

  /** Not to be sent: the outcome is known. */
  record Settled(CommandOutcome outcome) implements Ordered {

    /** The convention, or this device, has no such command. */
    public static Settled unsupported() {
      return new Settled(new CommandOutcome.Unsupported());
    }

    /** Refused before it was sent. */
    public static Settled refused(String why) {
      return new Settled(new CommandOutcome.Refused(why));
    }
  }
}
