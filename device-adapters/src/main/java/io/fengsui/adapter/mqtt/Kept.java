package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Meaning;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Receipt.Rejected;
import io.fengsui.adapter.mqtt.convention.Conventions;
import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Publish;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Publishes that were lost: what is kept of one, and how it is read again. */
final class Kept {

  /** Stands before the topic of what a broker had retained; no topic of ours begins so. */
  private static final String RETAINED = "retained ";

  /** Stands before the device that signed in and the topic, where that does not say who speaks. */
  private static final String AS = "as ";

  /** By which conventions something is read again. */
  interface Listeners {

    /**
     * The conventions of a speaker.
     *
     * @param speaker who signed in and said it; null if that was not kept or nobody does
     * @return fresh ones, so that nothing that is read again changes what comes next; null for none
     */
    @Nullable Conventions of(@Nullable DeviceId speaker);
  }

  private Kept() {}

  static Raw of(String topic, byte[] payload, boolean retained) {
    return Raw.of(retained ? RETAINED + topic : topic, payload);
  }

  static Raw of(DeviceId speaker, String topic, byte[] payload) {
    return Raw.of(AS + speaker + " " + topic, payload);
  }

  static Raw of(DeviceId speaker, String topic, ByteBuf payload) {
    return of(AS + speaker + " " + topic, payload);
  }

  /** Copies no more than can be kept; leaves the buffer's indexes alone. */
  static Raw of(String topic, ByteBuf payload) {
    int some = Math.min(payload.readableBytes(), Raw.MAX_BYTES + 1);
    return Raw.of(topic, ByteBufUtil.getBytes(payload, payload.readerIndex(), some));
  }

  /**
   * @param mayName whether the link may speak of a device
   */
  static Meaning read(Raw raw, String tenant, Predicate<DeviceId> mayName, Listeners listeners) {
    if (!raw.whole()) {
      return Meaning.none(Reason.TOO_LARGE, "only the beginning of it was kept");
    }
    boolean retained = raw.source().startsWith(RETAINED);
    String name = retained ? raw.source().substring(RETAINED.length()) : raw.source();
    DeviceId speaker = null;
    int topicAt = name.indexOf(' ', AS.length()) + 1;
    if (name.startsWith(AS)
        && topicAt > 0
        && DeviceId.isValid(name.substring(AS.length(), topicAt - 1))) {
      speaker = new DeviceId(name.substring(AS.length(), topicAt - 1));
      name = name.substring(topicAt);
    }
    Optional<MqttTopic> topic = MqttTopic.parse(tenant, name);
    if (topic.isEmpty()) {
      return read(new Publish(name, raw.bytes(), retained), mayName, listeners.of(speaker));
    }
    DeviceId device = topic.get().device();
    if (!mayName.test(device)) {
      return Meaning.none(Reason.NOT_ALLOWED, "this link may not speak for " + device);
    }
    byte[] bytes = raw.bytes();
    return switch (new MqttCodec().decode(topic.get(), bytes, bytes.length, retained)) {
      case Decoded.Message(var message, var loss) ->
          new Meaning(
              List.of(message), loss == null ? null : new Rejected(loss.reason(), loss.detail()));
      case Decoded.Answer _ ->
          Meaning.none(Reason.MALFORMED, "nobody waits for a command's result any more");
      case Decoded.Nothing() -> new Meaning(List.of(), null);
      case Decoded.Malformed(var reason, var detail) -> Meaning.none(reason, detail);
    };
  }

  /** What conventions hear in it, but for what they ask to be done. */
  private static Meaning read(
      Publish publish, Predicate<DeviceId> mayName, @Nullable Conventions conventions) {
    Optional<List<Finding>> findings =
        conventions == null ? Optional.empty() : conventions.hear(publish);
    if (findings.isEmpty()) {
      return Meaning.none(Reason.MALFORMED, "the topic is none that devices publish to");
    }
    List<DeviceMessage> messages = new ArrayList<>();
    Rejected loss = null;
    for (Finding finding : findings.get()) {
      if (finding instanceof Finding.Said(var message) && mayName.test(message.device())) {
        messages.add(message);
      } else if (finding instanceof Finding.Said(var message)) {
        loss = new Rejected(Reason.NOT_ALLOWED, "this link may not speak for " + message.device());
      } else if (finding instanceof Finding.Lost lost) {
        loss = new Rejected(lost.reason(), lost.detail());
      }
    }
    return new Meaning(messages, loss);
  }
}
