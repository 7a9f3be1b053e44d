package io.fengsui.adapter.mqtt.convention;

import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Stranger;
import org.jspecify.annotations.Nullable;

/** One thing that a publish turned out to say or to ask for. */
public sealed interface Finding {

  /** To be handed to the hub; the publish is acknowledged after its receipt. */
  record Said(DeviceMessage message) implements Finding {}

  /**
   * Something that could not be used.
   *
   * @param detail one sentence, free of payload
   * @param mayKeep whether the publish is free of secrets, so that it may be kept to be looked at
   */
  record Lost(@Nullable DeviceId device, Reason reason, String detail, boolean mayKeep)
      implements Finding {}

  /** Somebody whom nobody registered. */
  record Seen(Stranger stranger) implements Finding {}

  /** To be published. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Reply(String topic, byte[] payload, int qos, boolean retained) implements Finding {}

  /**
   * A command was answered.
   *
   * @param key that of its {@link Ordered.Send}
   */
  record Answered(String key, CommandOutcome outcome) implements Finding {}

  /**
   * To be told again after a restart of the hub, before the broker sends what it kept meanwhile,
   * since other topics cannot be understood without.
   *
   * @param payload what was published there; empty for what need not be known any more
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Remember(String topic, byte[] payload) implements Finding {}

  /** To be subscribed to from now on, or no longer. */
  record Listen(String filter, boolean on) implements Finding {}
}
