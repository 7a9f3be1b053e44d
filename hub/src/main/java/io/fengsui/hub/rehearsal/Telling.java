package io.fengsui.hub.rehearsal;

import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.store.HistoryStore;
import io.fengsui.hub.store.Point;
import io.fengsui.hub.store.Selection;
import io.fengsui.hub.store.Span;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Tells a stretch of the history as the records that it came from, as far as it knows: readings of
 * one device at one time were one message. Used by one thread, once.
 */
final class Telling implements HistoryStore.RowSink {

  private static final int BATCH = 2000;
  private static final int MOST_READINGS = 20_000;
  private static final String LINK = "history";

  private final Map<String, Device> devices;
  private final Map<Lane, Queue<Entry.Resumed>> returns;
  private final Sink sink;
  private final Map<Lane, List<Entry>> gathered = new EnumMap<>(Lane.class);
  private final Map<String, Value> readings = new HashMap<>();
  private @Nullable Device speaker;
  private String device = "";
  private Instant at = Instant.EPOCH;
  private int size;
  private long rows;

  /** Takes what a lane's devices said, in order. */
  @FunctionalInterface
  interface Sink {

    /**
     * The next records of all lanes.
     *
     * @param reached no earlier ones come after them
     * @param readings that were read for them, and for devices that nobody asked for
     */
    void take(Map<Lane, List<Entry>> entries, Instant reached, long readings)
        throws IOException, InterruptedException;
  }

  /**
   * @param devices those whose readings are told, by id
   * @param returns when the hub was back, for the lanes where that is known
   */
  Telling(Map<String, Device> devices, Map<Lane, List<Entry.Resumed>> returns, Sink sink) {
    this.devices = devices;
    this.returns = new EnumMap<>(Lane.class);
    returns.forEach((lane, found) -> this.returns.put(lane, new ArrayDeque<>(found)));
    this.sink = sink;
  }

  /** Tells the whole span; blocks until it is told. */
  void tell(HistoryStore store, Span span) throws IOException, InterruptedException {
    try {
      store.scan(Selection.all(span), this);
      end();
      at = span.to();
      returns.keySet().forEach(lane -> addReturns(lane, gathered(lane)));
      flush(span.to());
    } catch (InterruptedIOException e) {
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw e;
    }
  }

  @Override
  public void row(String name, String metric, Point point) throws IOException {
    rows++;
    if (!point.at().equals(at) || !name.equals(device)) {
      end();
      device = name;
      at = point.at();
      speaker = devices.get(name);
    }
    if (speaker != null) {
      readings.put(metric, point.value());
    }
  }

  /** The message is whole. */
  private void end() throws IOException {
    if (speaker != null && !readings.isEmpty()) {
      Lane lane = speaker.type().lane();
      List<Entry> entries = gathered(lane);
      addReturns(lane, entries);
      entries.add(new Entry.Heard(0, at, LINK, new Telemetry(speaker.id(), null, readings)));
      readings.clear();
      size++;
    }
    if (size >= BATCH || rows >= MOST_READINGS) {
      flush(at);
    }
  }

  private List<Entry> gathered(Lane lane) {
    return gathered.computeIfAbsent(lane, _ -> new ArrayList<>());
  }

  private void addReturns(Lane lane, List<Entry> entries) {
    Queue<Entry.Resumed> due = returns.get(lane);
    while (due != null && !due.isEmpty() && !due.element().at().isAfter(at)) {
      entries.add(due.remove());
    }
  }

  private void flush(Instant reached) throws IOException {
    try {
      sink.take(gathered, reached, rows);
      gathered.values().forEach(List::clear);
      size = 0;
      rows = 0;
    } catch (InterruptedException e) {
      throw (IOException) new InterruptedIOException(e.getMessage()).initCause(e);
    }
  }
}
