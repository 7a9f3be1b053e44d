package io.fengsui.hub.store.questdb;

import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Flag;
import io.fengsui.adapter.Value.Position;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.adapter.Value.Text;
import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.store.Intake;
import io.fengsui.hub.store.ReadingTime;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one lane. The wide table is committed before the narrow one, so all up to the narrow one's
 * last row is kept; after a crash between the two some rows of the wide one are written again,
 * which the reads fold.
 */
final class EmbeddedIntake implements Intake {

  private static final String WRITING = "the history cannot be written";
  private static final long NANOS = 1_000L;
  private static final long IN_TIME = Shelf.IN_TIME.toNanos();

  private final EmbeddedHistory history;
  private final Shelf narrow;
  private final ShelfWriter numbers;
  private final ShelfWriter rest;

  EmbeddedIntake(EmbeddedHistory history, Shelf narrow, ShelfWriter numbers, ShelfWriter rest) {
    this.history = history;
    this.narrow = narrow;
    this.numbers = numbers;
    this.rest = rest;
  }

  @Override
  public Optional<Mark> last() throws IOException {
    return history.last(narrow);
  }

  @Override
  public void add(Entry.Heard heard) throws IOException {
    if (heard.message() instanceof Telemetry telemetry) {
      Trouble.told(WRITING, () -> add(heard, telemetry));
    }
  }

  private boolean add(Entry.Heard heard, Telemetry telemetry) {
    long at = ReadingTime.nanos(heard.at());
    long time = ReadingTime.of(heard);
    String device = telemetry.device().value();
    numbers.begin(device, at / NANOS, time, heard.position());
    rest.begin(device, at / NANOS, time, heard.position());
    ShelfWriter shelf = Math.abs(at - time) <= IN_TIME ? numbers : rest;
    for (Map.Entry<String, Value> reading : telemetry.readings().entrySet()) {
      String metric = reading.getKey();
      switch (reading.getValue()) {
        case Quantity(double amount, var _) -> shelf.number(metric, amount, Kind.QUANTITY);
        case Flag(boolean on) -> shelf.number(metric, on ? 1 : 0, Kind.FLAG);
        case Text(String text) -> rest.text(metric, text, Kind.TEXT);
        case Position place -> rest.text(metric, Kind.words(place), Kind.POSITION);
      }
    }
    return true;
  }

  @Override
  public Kept commit() throws IOException {
    return Trouble.told(
        WRITING,
        () -> {
          long texts = rest.commit();
          Kept kept = new Kept(texts + numbers.commit(), List.of());
          history.tidy();
          return kept;
        });
  }

  @Override
  public void close() {
    try (numbers) {
      rest.close();
    }
  }
}
