package io.fengsui.hub.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.hub.bus.BusReader.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A bus to try things on, opened for each test, and the words to do so. A subclass opens one, empty
 * at first and with the same content again.
 */
abstract class BusStage {

  protected static final Duration PATIENCE = Duration.ofSeconds(10);
  protected static final Lane LANE = Lane.TELEMETRY;

  protected final HandClock clock = new HandClock();
  protected Bus bus;

  /** Opens the bus; called again after {@link #close} it has what it had. */
  protected abstract Bus open() throws Exception;

  protected abstract void close(Bus bus) throws Exception;

  @BeforeEach
  void given_an_open_bus() throws Exception {
    bus = open();
  }

  @AfterEach
  void close_the_bus() throws Exception {
    close(bus);
  }

  protected void restart() throws Exception {
    close(bus);
    bus = open();
  }

  protected static DeviceId device(String id) {
    return new DeviceId(id);
  }

  protected static DeviceMessage numbered(int number) {
    return new Telemetry(device("a"), null, Map.of("n", new Quantity(number, "")));
  }

  /** Appends numbers and waits until all are durable. */
  protected void appendNumbers(int from, int count) {
    CompletionStage<Long> last = null;
    for (int i = 0; i < count; i++) {
      last = appendOne(from + i);
    }
    assertThat(last).succeedsWithin(PATIENCE);
  }

  protected CompletionStage<Long> appendOne(int number) {
    try {
      return bus.append(LANE, "mqtt", numbered(number));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  protected void appendWithPauses(int count) {
    for (int i = 0; i < count; i++) {
      if (i % 10 == 0) {
        appendNumbers(i, 1);
      } else {
        appendOne(i);
      }
    }
  }

  protected static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  protected static List<Entry> readAll(BusReader reader, int count) throws Exception {
    List<Entry> all = new ArrayList<>();
    while (all.size() < count) {
      Batch batch = reader.read(count - all.size(), PATIENCE);
      assertThat(batch.entries()).as("nothing more came after %d", all.size()).isNotEmpty();
      all.addAll(batch.entries());
    }
    return all;
  }

  protected static List<Integer> numbers(List<Entry> entries) {
    return entries.stream().map(BusStage::number).toList();
  }

  protected static int number(Entry entry) {
    return entry instanceof Entry.Heard(long _, Instant _, String _, Telemetry telemetry)
            && telemetry.readings().get("n") instanceof Quantity quantity
        ? (int) quantity.amount()
        : -1;
  }

  protected static Instant caughtUp(BusReader reader) throws Exception {
    Batch batch = reader.read(1, Duration.ZERO);
    assertThat(batch.entries()).isEmpty();
    return Objects.requireNonNull(batch.caughtUpTo());
  }
}
