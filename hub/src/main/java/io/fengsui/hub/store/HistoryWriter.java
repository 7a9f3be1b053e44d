package io.fengsui.hub.store;

import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.BusReader;
import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.store.Intake.Kept;
import io.fengsui.hub.store.Intake.Mark;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one lane into the history. While the store refuses, it waits and tries again; the
 * readings stay on the bus. Ends when told to, or when interrupted.
 */
final class HistoryWriter implements Runnable {

  static final String GROUP = "history";

  private static final Logger log = LoggerFactory.getLogger(HistoryWriter.class);
  private static final int BATCH = 2048;
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final Duration COMMIT_GROUP = Duration.ofSeconds(5);

  private final Lane lane;
  private final Bus bus;
  private final HistoryStore store;
  private final Duration commitEvery;
  private final WriterMeters meters;
  private final Outage outage;
  private final Refusals refusals = new Refusals();
  private volatile boolean stopping;
  private volatile long kept;
  private long next;
  private long added;
  private long commitDue;
  private long groupDue;

  HistoryWriter(Lane lane, Bus bus, HistoryStore store, Duration commitEvery, WriterMeters meters) {
    this.lane = lane;
    this.bus = bus;
    this.store = store;
    this.commitEvery = commitEvery;
    this.meters = meters;
    this.outage = new Outage(lane);
  }

  Lane lane() {
    return lane;
  }

  /** Lets it end after the batch it is at, which it commits. Any thread. */
  void stop() {
    stopping = true;
    outage.end();
  }

  /** Records of the lane that are not in the history yet. Any thread. */
  long lag() {
    return Math.max(0, bus.status(lane).end() - kept);
  }

  /** Why it does not move; empty while it does. Any thread. */
  String trouble() {
    return outage.trouble();
  }

  /** What the store will never take. Any thread. */
  Refusals refusals() {
    return refusals;
  }

  @Override
  public void run() {
    try (BusReader reader = bus.reader(lane, GROUP)) {
      kept = reader.committed();
      while (!stopping) {
        carry(reader);
      }
    } catch (InterruptedException e) {
      log.atInfo().addKeyValue("lane", lane.key()).log("history interrupted; it goes on at start");
      Thread.currentThread().interrupt();
    }
  }

  /** From what the store has until told to stop, or until something fails. */
  private void carry(BusReader reader) throws InterruptedException {
    try (Intake intake = store.intake(lane)) {
      begin(reader, intake);
      while (!stopping) {
        turn(reader, intake);
      }
      commit(reader, intake, true);
    } catch (IOException | RuntimeException e) {
      outage.failed(e);
      outage.pause();
    }
  }

  private void begin(BusReader reader, Intake intake) throws IOException, InterruptedException {
    long from = kept;
    Optional<Mark> last = intake.last();
    if (last.isPresent() && last.get().position() >= from) {
      from = isOfThisBus(last.get()) ? last.get().position() + 1 : from;
    }
    reader.seek(from);
    next = from;
    kept = from;
    added = 0;
    commitDue = System.nanoTime() + commitEvery.toNanos();
    groupDue = System.nanoTime() + COMMIT_GROUP.toNanos();
  }

  /** A bus that was begun anew gives its positions a second time, but not with the same time. */
  private boolean isOfThisBus(Mark last) throws IOException, InterruptedException {
    if (last.position() >= bus.status(lane).end()) {
      return false;
    }
    try (var view = bus.view(lane)) {
      view.seek(last.position());
      return view.read(1, PATIENCE).entries().stream()
          .anyMatch(
              entry ->
                  entry.position() == last.position()
                      && entry.at().truncatedTo(ChronoUnit.MICROS).equals(last.at()));
    }
  }

  private void turn(BusReader reader, Intake intake) throws IOException, InterruptedException {
    BusReader.Batch batch = reader.read(BATCH, PATIENCE);
    for (Entry entry : batch.entries()) {
      switch (entry) {
        case Entry.Heard heard -> {
          intake.add(heard);
          added++;
        }
        case Entry.Missing missing -> meters.missing().increment((double) missing.records());
        case Entry.Resumed _ -> {}
      }
    }
    next = batch.next();
    if (System.nanoTime() - commitDue >= 0) {
      commit(reader, intake, false);
    }
  }

  private void commit(BusReader reader, Intake intake, boolean last) throws IOException {
    if (added > 0) {
      Kept done = meters.commit().record(intake::commit);
      meters.readings().increment((double) done.readings());
      meters.refused().increment(done.refused().size());
      refusals.add(done.refused());
      added = 0;
    }
    kept = next;
    outage.over();
    long now = System.nanoTime();
    commitDue = now + commitEvery.toNanos();
    if ((last || now - groupDue >= 0) && next > reader.committed()) {
      reader.commit(next);
      groupDue = now + COMMIT_GROUP.toNanos();
    }
  }
}
