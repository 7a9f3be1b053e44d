package io.fengsui.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An adapter on a virtual thread of its own, as the hub runs it; closing interrupts it. */
public final class RunningLink implements AutoCloseable {

  private static final Duration END = Duration.ofSeconds(2);

  private final Thread thread;
  private volatile @Nullable Exception failure;

  private RunningLink(Adapter adapter, Uplink uplink) {
    thread =
        Thread.ofVirtual()
            .name("link")
            .start(
                () -> {
                  try {
                    adapter.run(uplink);
                  } catch (Exception e) {
                    failure = e;
                  }
                });
  }

  /** Starts the adapter without waiting for it to serve. */
  public static RunningLink start(Adapter adapter, Uplink uplink) {
    return new RunningLink(adapter, uplink);
  }

  public boolean isRunning() {
    return thread.isAlive();
  }

  /** What run threw, null as long as it has not. */
  public @Nullable Exception failure() {
    return failure;
  }

  /** Waits until run has ended by itself. */
  public void awaitEnd(Duration limit) throws InterruptedException {
    assertThat(thread.join(limit)).as("the link ended by itself within %s", limit).isTrue();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      assertThat(thread.join(END)).as("the link ended within two seconds").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the link ended", e);
    }
  }
}
