package io.fengsui.adapter;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Raw} input turned out to say.
 *
 * @param messages in the order they are to be delivered; none if it says nothing
 * @param loss what could not be read, null if all could
 */
public record Meaning(List<DeviceMessage> messages, Receipt.@Nullable Rejected loss) {

  public Meaning {
    messages = List.copyOf(messages);
  }

  /** The same with each message changed. */
  public Meaning map(UnaryOperator<DeviceMessage> change) {
    return new Meaning(messages.stream().map(change).toList(), loss);
  }

  /** One message and nothing left over. */
  public static Meaning of(DeviceMessage message) {
    return new Meaning(List.of(message), null);
  }

  /** Not usable. */
  public static Meaning none(Receipt.Reason reason, String detail) {
    return new Meaning(List.of(), new Receipt.Rejected(reason, detail));
  }
}
