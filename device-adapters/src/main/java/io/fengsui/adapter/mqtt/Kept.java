package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Meaning;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Receipt.Rejected;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Publishes that were lost: what is kept of one, and how it is read again. */
final class Kept {

  /** Stands before the topic of what a broker had retained; no topic of ours begins so. */
  private static final String RETAINED = "retained ";

  private Kept() {}

  static Raw of(String topic, byte[] payload, boolean retained) {
    return Raw.of(retained ? RETAINED + topic : topic, payload);
  }

  /** Copies no more than can be kept; leaves the buffer's indexes alone. */
  static Raw of(String topic, ByteBuf payload) {
    int some = Math.min(payload.readableBytes(), Raw.MAX_BYTES + 1);
    return Raw.of(topic, ByteBufUtil.getBytes(payload, payload.readerIndex(), some));
  }

  /**
   * @param mayName whether the link may speak of a device
   */
  static Meaning read(Raw raw, String tenant, Predicate<DeviceId> mayName) {
    if (!raw.whole()) {
      return Meaning.none(Reason.TOO_LARGE, "only the beginning of it was kept");
    }
    boolean retained = raw.source().startsWith(RETAINED);
    String name = retained ? raw.source().substring(RETAINED.length()) : raw.source();
    Optional<MqttTopic> topic = MqttTopic.parse(tenant, name);
    if (topic.isEmpty()) {
      return Meaning.none(Reason.MALFORMED, "the topic is none that devices publish to");
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
}
