package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Uplink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one frame on their way to the hub. When all receipts are there it ends on the
 * loop: the frame may be confirmed if the hub was not busy for any of them.
 */
final class Delivery {

  private final Loop loop;
  private final List<DeviceMessage> messages;
  private final AtomicReferenceArray<Receipt> receipts;
  private final AtomicInteger outstanding;
  private final Consumer<Runnable> before;
  private final Consumer<List<DeviceMessage>> end;

  /**
   * @param before given what to run before the end of a frame that the hub has; any thread
   * @param end told on the loop what the hub was too busy for; nothing if it has all
   */
  Delivery(
      Loop loop,
      List<DeviceMessage> messages,
      Consumer<Runnable> before,
      Consumer<List<DeviceMessage>> end) {
    this.loop = loop;
    this.messages = messages;
    this.receipts = new AtomicReferenceArray<>(messages.size());
    this.outstanding = new AtomicInteger(messages.size() + 1);
    this.before = before;
    this.end = end;
  }

  /** Hands all over, in order. On the loop. */
  void start(Uplink uplink) {
    loop.delivering();
    for (int i = 0; i < messages.size(); i++) {
      int index = i;
      try {
        uplink.deliver(messages.get(i)).whenComplete((receipt, failure) -> settle(index, receipt));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        settle(index, null);
      }
    }
    countDown();
  }

  /** A receipt that fails against its contract counts as busy: nothing is on disk. */
  private void settle(int index, @Nullable Receipt receipt) {
    receipts.set(index, receipt == null ? new Receipt.Busy(Duration.ZERO) : receipt);
    countDown();
  }

  private void countDown() {
    if (outstanding.decrementAndGet() > 0) {
      return;
    }
    if (left().isEmpty()) {
      before.accept(() -> loop.settled(this));
    } else {
      loop.settled(this);
    }
  }

  /** On the loop, once all is settled. */
  void finish() {
    end.accept(left());
  }

  /** What the hub was too busy for. */
  private List<DeviceMessage> left() {
    var left = new ArrayList<DeviceMessage>();
    for (int i = 0; i < messages.size(); i++) {
      if (receipts.get(i) instanceof Receipt.Busy) {
        left.add(messages.get(i));
      }
    }
    return left;
  }
}
