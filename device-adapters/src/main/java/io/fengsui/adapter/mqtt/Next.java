package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Receipt;
import java.util.concurrent.CompletableFuture;

/** What the thread of a {@link BrokerLink} has to see to; the last is the end of the connection. */
sealed interface Next {

  /** A message that waits for its receipt, and the broker for an answer. */
  record Ack(int packetId, int qos, CompletableFuture<Receipt> receipt) implements Next {}

  record Subscribed() implements Next {}

  record End() implements Next {}
}
