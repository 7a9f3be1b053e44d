package io.fengsui.hub.bus;

import io.fengsui.hub.bus.Bus.GroupStatus;
import io.fengsui.hub.bus.Bus.LaneStatus;
import io.fengsui.hub.bus.Segments.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One lane with its folder: opens it, cuts a torn tail off, and knows its readers. Thread-safe. */
final class LocalLane implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LocalLane.class);

  private final Lane lane;
  private final Segments segments;
  private final GroupPositions groups;
  private final LaneClock clock;
  private final LaneLog state;
  private final LaneWriter writer;
  private final Map<String, LocalReader> readers = new ConcurrentHashMap<>();
  private final Map<BusHold, Long> holds = new ConcurrentHashMap<>();

  LocalLane(Lane lane, Path folder, BusProperties settings, InstantSource clock, LaneMeters meters)
      throws IOException {
    this.lane = lane;
    segments = new Segments(folder);
    groups = new GroupPositions(folder.resolve("groups"));
    Segment newest = segments.newest();
    Recovery found = Recovery.of(newest);
    if (found.torn() > 0) {
      log.atWarn()
          .addKeyValue("lane", lane.key())
          .addKeyValue("file", newest.file())
          .addKeyValue("bytes", found.torn())
          .log("cut off what a crash left half written; nothing of it had been acknowledged");
    }
    var out = new SegmentWriter(segments, settings.segmentSize().toBytes(), found.good());
    this.clock = new LaneClock(clock, folder.resolve("clock"), lastAt(found));
    state =
        new LaneLog(
            this.clock, meters, new Durable(found.end(), newest, found.good(), lastAt(found)));
    writer =
        new LaneWriter(
            lane, state, out, new Retention(segments, this::needed, settings, clock), meters);
  }

  LaneLog state() {
    return state;
  }

  Segments segments() {
    return segments;
  }

  GroupPositions groups() {
    return groups;
  }

  Lane lane() {
    return lane;
  }

  LocalReader reader(String group) throws IOException {
    if (!GroupPositions.isName(group)) {
      throw new IllegalArgumentException("not a group's name: " + group);
    }
    if (groups.of(group).isEmpty()) {
      groups.commit(group, segments.oldest().first());
    }
    return readers.compute(
        group,
        (name, open) -> {
          if (open != null) {
            throw new IllegalStateException(
                "group %s already reads lane %s".formatted(name, lane.key()));
          }
          return new LocalReader(this, name);
        });
  }

  /** A reader of no group. */
  LaneView view() {
    return new LocalView(this, segments.oldest().first());
  }

  void closed(LocalReader reader) {
    readers.remove(reader.group(), reader);
  }

  /** As {@link Bus#move}. */
  long move(String group, long position) throws IOException {
    if (groups.of(group).isEmpty()) {
      throw unknown(group);
    }
    long to = Math.clamp(position, segments.oldest().first(), state.durable().end());
    LocalReader open = readers.get(group);
    if (open == null) {
      commit(group, to);
    } else {
      open.move(to);
    }
    return to;
  }

  /** As {@link Bus#drop}. */
  void drop(String group) throws IOException {
    if (groups.of(group).isEmpty()) {
      throw unknown(group);
    }
    if (readers.containsKey(group)) {
      throw new IllegalStateException(
          "group %s reads lane %s at this moment".formatted(group, lane.key()));
    }
    groups.drop(group);
  }

  /** Keeps what is there until released. */
  void hold(BusHold hold) {
    holds.put(hold, segments.oldest().first());
  }

  void release(BusHold hold) {
    holds.remove(hold);
  }

  /** Makes the group's position durable, and the time that its readers were told. */
  void commit(String group, long position) throws IOException {
    clock.sync();
    groups.commit(group, position);
  }

  LaneStatus status() {
    Durable durable = state.durable();
    return new LaneStatus(
        lane,
        segments.oldest().first(),
        durable.end(),
        state.queued(),
        state.writable(),
        LaneClock.instant(durable.lastAt()),
        state.sentence(),
        segments.bytes(),
        segments.all().size(),
        0,
        state.ahead(),
        groupStatus(durable.end()));
  }

  private List<GroupStatus> groupStatus(long end) {
    return new TreeMap<>(groups.all())
        .entrySet().stream()
            .map(
                group ->
                    new GroupStatus(
                        group.getKey(),
                        group.getValue(),
                        Math.max(0, end - group.getValue()),
                        readers.containsKey(group.getKey()),
                        false))
            .toList();
  }

  private IllegalArgumentException unknown(String group) {
    return new IllegalArgumentException("lane %s has no group %s".formatted(lane.key(), group));
  }

  /** How many records the group that is furthest behind has yet to do with. */
  long lag() {
    return Math.max(
        0,
        groups.all().values().stream().mapToLong(at -> state.durable().end() - at).max().orElse(0));
  }

  @Override
  public void close() throws IOException {
    state.close();
    writer.close();
    clock.sync();
    clock.close();
  }

  /** The lowest position that somebody may still read. */
  long needed() {
    long committed = groups.all().values().stream().mapToLong(Long::longValue).min().orElse(0);
    long reading =
        readers.values().stream().mapToLong(LocalReader::position).min().orElse(Long.MAX_VALUE);
    long held = holds.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    return Math.min(held, Math.min(committed, reading));
  }

  /** The newest stamp, which stands in the segment before when the newest one is still empty. */
  private long lastAt(Recovery found) throws IOException {
    List<Segment> all = segments.all();
    return found.lastAt() == 0 && all.size() > 1
        ? Recovery.of(all.get(all.size() - 2)).lastAt()
        : found.lastAt();
  }
}
