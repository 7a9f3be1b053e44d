package io.fengsui.hub.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Telemetry lets life-safety write first, and never waits for ever. */
class PrecedenceTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Precedence precedence = new Precedence();
  private final Thread telemetry = Thread.ofPlatform().unstarted(this::writeOften);
  private final AtomicInteger written = new AtomicInteger();
  private volatile boolean ended;

  @Test
  void telemetry_goes_on_although_life_safety_does_not_end() throws InterruptedException {
    precedence.take();

    telemetry.start();

    await().atMost(LIMIT).until(() -> written.get() > 3);
    end();
  }

  @Test
  void telemetry_goes_on_when_life_safety_has_written() throws InterruptedException {
    precedence.take();
    telemetry.start();
    await().atMost(LIMIT).until(() -> telemetry.getState() == Thread.State.TIMED_WAITING);

    precedence.release();

    await().atMost(LIMIT).until(() -> written.get() > 1_000);
    end();
  }

  private void writeOften() {
    while (!ended) {
      precedence.giveWay();
      written.incrementAndGet();
    }
  }

  private void end() throws InterruptedException {
    ended = true;
    assertThat(telemetry.join(LIMIT)).isTrue();
  }
}
