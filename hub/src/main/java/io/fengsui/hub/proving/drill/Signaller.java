package io.fengsui.hub.proving.drill;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Lane;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Says in the name of a drill point that there is an alarm, and that it is over. */
@Component
final class Signaller {

  static final String METRIC = "drill";

  /** As a drill's messages are said to come; no link is called so unless settings name one. */
  private static final String LINK = "drill";

  private final Bus bus;

  Signaller(Bus bus) {
    this.bus = bus;
  }

  /**
   * Raises an alarm; an earlier one that the hub did not get to end is over before.
   *
   * @return completes when it is on disk. To cancel gives up what waits for a full bus
   */
  CompletableFuture<?> raise(DeviceId device) {
    return say(device, false, true);
  }

  /** Ends it. */
  CompletableFuture<?> end(DeviceId device) {
    return say(device, false);
  }

  private CompletableFuture<?> say(DeviceId device, boolean... values) {
    var stored = new CompletableFuture<Long>();
    Thread thread =
        Thread.ofVirtual()
            .name("drill")
            .start(
                () -> {
                  try {
                    CompletableFuture<Long> last = CompletableFuture.completedFuture(0L);
                    for (boolean value : values) {
                      var message =
                          new Telemetry(device, null, Map.of(METRIC, new Value.Flag(value)));
                      last = bus.append(Lane.LIFE_SAFETY, LINK, message).toCompletableFuture();
                    }
                    last.whenComplete(
                        (position, failure) -> {
                          if (failure == null) {
                            stored.complete(position);
                          } else {
                            stored.completeExceptionally(failure);
                          }
                        });
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    stored.completeExceptionally(e);
                  } catch (RuntimeException e) {
                    stored.completeExceptionally(e);
                  }
                });
    stored.whenComplete(
        (_, _) -> {
          if (stored.isCancelled()) {
            thread.interrupt();
          }
        });
    return stored;
  }
}
