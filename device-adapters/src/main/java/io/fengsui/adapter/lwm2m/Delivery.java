package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Uplink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands messages over, bounded. Nobody waits for the receipt of a notification: what a full hub did
 * not take is asked for again, because a resource still has its state. Thread-safe.
 */
final class Delivery {

  private static final int MAX_AGAIN = 100_000;
  private static final Receipt FULL = new Receipt.Busy(Duration.ofSeconds(2));

  private final Uplink uplink;
  private final int limit;
  private final AtomicInteger unsettled = new AtomicInteger();
  private final Map<Object, Runnable> again = new ConcurrentHashMap<>();

  Delivery(Uplink uplink, int limit) {
    this.uplink = uplink;
    this.limit = limit;
  }

  /**
   * Hands over what a device said unasked; if it was not taken, {@code ask} runs a little later.
   */
  void tell(List<DeviceMessage> messages, Object subject, Runnable ask) {
    handOver(messages)
        .thenAccept(
            receipt -> {
              if (receipt instanceof Receipt.Busy && again.size() < MAX_AGAIN) {
                again.put(subject, ask);
              }
            });
  }

  /** The worst receipt of all messages, when they have settled. */
  CompletionStage<Receipt> handOver(List<DeviceMessage> messages) {
    if (unsettled.addAndGet(messages.size()) > limit) {
      unsettled.addAndGet(-messages.size());
      return CompletableFuture.completedFuture(FULL);
    }
    CompletionStage<Receipt> all = CompletableFuture.completedFuture(Receipt.Accepted.INSTANCE);
    for (DeviceMessage message : messages) {
      all = all.thenCombine(deliver(message), Delivery::worse);
    }
    return all;
  }

  private CompletionStage<Receipt> deliver(DeviceMessage message) {
    try {
      return uplink.deliver(message).whenComplete((_, _) -> unsettled.decrementAndGet());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      unsettled.decrementAndGet();
      return CompletableFuture.completedFuture(FULL);
    }
  }

  private static Receipt worse(Receipt one, Receipt other) {
    return gravity(other) > gravity(one) ? other : one;
  }

  private static int gravity(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Accepted() -> 0;
      case Receipt.Rejected _ -> 1;
      case Receipt.Busy _ -> 2;
    };
  }

  /** Asks again for what was not taken. Called every now and then, by one thread. */
  void askAgain() {
    for (Object subject : List.copyOf(again.keySet())) {
      Runnable ask = again.remove(subject);
      if (ask != null) {
        ask.run();
      }
    }
  }
}
