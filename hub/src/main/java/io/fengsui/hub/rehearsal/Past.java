package io.fengsui.hub.rehearsal;

import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.BusReader;
import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.bus.LaneView;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.rehearsal.Outcome.Gap;
import io.fengsui.hub.rehearsal.Outcome.Lack;
import io.fengsui.hub.rehearsal.Outcome.Part;
import io.fengsui.hub.store.HistoryStore;
import io.fengsui.hub.store.Selection;
import io.fengsui.hub.store.Span;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the past of all lanes, each record once and in its lane's order: the history for what a
 * lane's bus no longer has, then the bus. The lane whose bus reaches back further goes first, since
 * it knows when the hub was away while the other lane is still told by the history. Used by one
 * thread, once.
 */
final class Past {

  private static final int BATCH = 2000;
  private static final int MOST_GAPS = 50;

  private final Bus bus;
  private final Optional<HistoryStore> history;
  private final Collection<Device> devices;
  private final Span span;
  private final Course course;
  private final Map<Lane, LanePast> lanes;
  private final List<Part> parts = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();

  /**
   * Reads nothing yet.
   *
   * @param lanes told what is read
   */
  Past(
      Bus bus,
      Optional<HistoryStore> history,
      Collection<Device> devices,
      Span span,
      Course course,
      Collection<LanePast> lanes) {
    this.bus = bus;
    this.history = history;
    this.devices = devices;
    this.span = span;
    this.course = course;
    this.lanes = new EnumMap<>(Lane.class);
    lanes.forEach(lane -> this.lanes.put(lane.lane(), lane));
  }

  /** From where each stretch came. */
  List<Part> parts() {
    return parts;
  }

  /** What could not be told as it was. */
  List<Gap> gaps() {
    return gaps;
  }

  /**
   * What a lane's bus has of the span.
   *
   * @param end the first record after it
   * @param whole whether it still has its very first record
   */
  private record Reach(Lane lane, long position, long end, Instant begin, boolean whole) {}

  /** Reads it all; blocks until done. */
  void tell() throws IOException, InterruptedException {
    List<Reach> reaches = new ArrayList<>();
    for (Lane lane : lanes.keySet()) {
      reaches.add(reach(lane));
    }
    reaches.sort(Comparator.comparing(Reach::begin));
    course.expect(work(reaches));
    Instant told = span.from();
    List<Entry.Resumed> returns = List.of();
    for (int i = 0; i < reaches.size(); i++) {
      Reach next = reaches.get(i);
      tellHistory(told, next.begin(), reaches.subList(i, reaches.size()), i == 0 ? null : returns);
      returns = tellBus(next);
      told = next.begin();
    }
    lanes.values().forEach(lane -> lane.finish(span.to()));
  }

  /** How much there is to read, about. */
  private long work(List<Reach> reaches) throws IOException {
    long work = 0;
    Instant told = span.from();
    for (Reach reach : reaches) {
      Instant to = historyEnd(reach);
      if (history.isPresent() && told.isBefore(to)) {
        work += history.get().extent(Selection.all(new Span(told, to))).points();
      }
      told = reach.begin();
      work += Math.max(0, reach.end() - reach.position());
    }
    return work;
  }

  /** A reading without a time of its own has the millisecond in which the bus took it. */
  private static Instant historyEnd(Reach reach) {
    return reach.begin().truncatedTo(ChronoUnit.MILLIS);
  }

  private Reach reach(Lane lane) throws IOException, InterruptedException {
    try (LaneView view = bus.view(lane)) {
      long kept = bus.status(lane).first();
      view.seek(span.from());
      long position = view.position();
      List<Entry> first = view.read(1, Duration.ZERO).entries();
      Instant begin =
          position > kept
              ? span.from() // what is kept begins even before
              : first.stream().map(Entry::at).findFirst().orElse(span.to());
      view.seek(span.to());
      Instant within = earlier(later(begin, span.from()), span.to());
      return new Reach(lane, position, view.position(), within, kept == 0);
    }
  }

  /**
   * Tells some lanes from the history.
   *
   * @param returns when the hub was back; null if nobody knows
   */
  private void tellHistory(
      Instant from, Instant to, List<Reach> reaches, @Nullable List<Entry.Resumed> returns)
      throws IOException, InterruptedException {
    if (!from.isBefore(to)) {
      return;
    }
    if (history.isEmpty()) {
      reaches.stream()
          .filter(reach -> !reach.whole())
          .forEach(reach -> gap(Lack.NO_HISTORY, reach.lane(), from, to));
      return;
    }
    List<Lane> wanted = reaches.stream().map(Reach::lane).toList();
    course.enter(Source.HISTORY, wanted.size() > 1 ? null : wanted.getFirst());
    Map<Lane, Told> told = new EnumMap<>(Lane.class);
    wanted.forEach(lane -> told.put(lane, new Told()));
    Map<Lane, List<Entry.Resumed>> known =
        returns == null
            ? Map.of()
            : wanted.stream().collect(Collectors.toMap(Function.identity(), _ -> returns));
    new Telling(
            speakers(wanted),
            known,
            (entries, reached, readings) -> take(entries, reached, readings, told))
        .tell(history.get(), new Span(from, to));
    told.forEach(
        (lane, of) -> {
          parts.add(new Part(lane, Source.HISTORY, from, to, of.records, of.first));
          if (of.records > 0) {
            gap(Lack.READINGS_ONLY, lane, from, to);
            if (returns == null) {
              gap(Lack.NO_RESTARTS, lane, from, to);
            }
          }
        });
  }

  /** What was told of a lane; used by one thread. */
  private static final class Told {
    private long records;
    private @Nullable Instant first;

    void add(List<Entry> entries) {
      for (Entry entry : entries) {
        if (entry instanceof Entry.Heard) {
          first = first == null ? entry.at() : first;
          records++;
        }
      }
    }
  }

  private void take(
      Map<Lane, List<Entry>> entries, Instant reached, long readings, Map<Lane, Told> told)
      throws IOException, InterruptedException {
    int records = 0;
    for (Map.Entry<Lane, List<Entry>> each : entries.entrySet()) {
      Objects.requireNonNull(told.get(each.getKey())).add(each.getValue());
      past(each.getKey()).take(each.getValue());
      records += each.getValue().size();
    }
    course.passed(reached, records, readings);
  }

  /** Tells a lane from the bus; answers when the hub was back, as it stands there. */
  private List<Entry.Resumed> tellBus(Reach reach) throws IOException, InterruptedException {
    List<Entry.Resumed> returns = new ArrayList<>();
    var told = new Told();
    course.enter(Source.BUS, reach.lane());
    try (LaneView view = bus.view(reach.lane())) {
      view.seek(reach.position());
      boolean more = true;
      while (more) {
        BusReader.Batch batch = view.read(BATCH, Duration.ZERO);
        List<Entry> entries = beforeEnd(batch.entries());
        more = !entries.isEmpty() && entries.size() == batch.entries().size();
        for (Entry entry : entries) {
          switch (entry) {
            case Entry.Resumed resumed -> returns.add(resumed);
            case Entry.Missing missing -> missing(reach.lane(), missing);
            case Entry.Heard _ -> {}
          }
        }
        told.add(entries);
        past(reach.lane()).take(entries);
        Instant reached = entries.isEmpty() ? span.to() : entries.getLast().at();
        course.passed(reached, entries.size(), entries.size());
      }
    }
    parts.add(
        new Part(reach.lane(), Source.BUS, reach.begin(), span.to(), told.records, told.first));
    return returns;
  }

  private LanePast past(Lane lane) {
    return Objects.requireNonNull(lanes.get(lane));
  }

  private List<Entry> beforeEnd(List<Entry> entries) {
    if (entries.isEmpty() || entries.getLast().at().isBefore(span.to())) {
      return entries;
    }
    return entries.stream().takeWhile(entry -> entry.at().isBefore(span.to())).toList();
  }

  private Map<String, Device> speakers(List<Lane> wanted) {
    return devices.stream()
        .filter(device -> wanted.contains(device.type().lane()))
        .collect(Collectors.toMap(device -> device.id().value(), Function.identity()));
  }

  private void missing(Lane lane, Entry.Missing missing) {
    if (gaps.size() < MOST_GAPS) {
      Instant since = later(missing.since(), span.from());
      gaps.add(new Gap(Lack.MISSING, lane, since, missing.at(), missing.records(), missing.why()));
    }
  }

  private void gap(Lack lack, Lane lane, Instant from, Instant to) {
    gaps.add(new Gap(lack, lane, from, to, 0, ""));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
