package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Meaning;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Receipt.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.eclipse.leshan.core.node.TimestampedLwM2mNodes;
import org.eclipse.leshan.core.node.codec.CodecException;
import org.eclipse.leshan.core.request.ContentFormat;

/** What was sent and lost: what is kept of it, and how it is read again. */
final class Kept {

  static final String UNREADABLE = "what was sent cannot be decoded";

  private static final GuardedDecoder DECODER = new GuardedDecoder();

  private Kept() {}

  static Raw of(DeviceId device, ContentFormat format, byte[] payload) {
    return Raw.of(device.value() + ' ' + format.getCode(), payload);
  }

  /** Reads it for the device itself: what hangs on it, only the running link knows. */
  static Meaning read(Raw raw, Lwm2mSettings settings) {
    if (!raw.whole()) {
      return Meaning.none(Reason.TOO_LARGE, "only the beginning of it was kept");
    }
    String[] words = raw.source().split(" ", 2);
    if (words.length != 2 || !DeviceId.isValid(words[0]) || !words[1].matches("[0-9]{1,5}")) {
      return Meaning.none(Reason.UNKNOWN_DEVICE, "it is not known who said it");
    }
    var device = new DeviceId(words[0]);
    try {
      TimestampedLwM2mNodes sent =
          DECODER.decodeTimestampedNodes(
              raw.bytes(),
              ContentFormat.fromCode(Integer.parseInt(words[1])),
              null,
              null,
              Facts.MODEL);
      return meaning(device, sent, settings);
    } catch (CodecException e) {
      return Meaning.none(Reason.MALFORMED, UNREADABLE);
    }
  }

  private static Meaning meaning(
      DeviceId device, TimestampedLwM2mNodes sent, Lwm2mSettings settings) {
    var messages = new ArrayList<DeviceMessage>();
    Rejected loss = null;
    var layout = Profiles.layout(settings, Profiles.of(settings, device.value(), "", ""));
    for (Instant time : sent.getTimestamps()) {
      var translation =
          new Translation(device, _ -> Optional.empty(), new Points(), Set.of(), layout);
      sent.getNodesAt(time).forEach(translation::take);
      Meaning part = translation.meaning(time);
      messages.addAll(part.messages());
      loss = loss == null ? part.loss() : loss;
    }
    return new Meaning(messages, loss);
  }
}
