package io.fengsui.hub.bus;

import io.fengsui.hub.bus.Bus.GroupStatus;
import io.fengsui.hub.bus.Bus.LaneStatus;
import io.fengsui.hub.bus.Segments.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
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
  private final SegmentWriter out;
  private final Retention retention;
  private final LaneWriter writer;
  private final Damage damage;
  private final Map<String, LocalReader> readers = new ConcurrentHashMap<>();
  private final Map<BusHold, Long> holds = new ConcurrentHashMap<>();
  private List<String> holding = List.of();
  private Consumer<String> groupCame = group -> {};

  LocalLane(Lane lane, Place place, LaneMeters meters, Precedence precedence) throws IOException {
    this.lane = lane;
    Disk disk = place.disk();
    Path folder = place.folder().resolve(lane.key());
    disk.createFolder(folder);
    groups = new GroupPositions(disk, folder.resolve("groups"));
    segments = new Segments(disk, folder);
    damage = new Damage(lane, meters.missing());
    if (segments.isEmpty()) {
      segments.create(groups.furthest()).close();
    }
    Recovery found = recover();
    out = new SegmentWriter(segments, place.settings().segmentSize().toBytes(), found);
    long end = Math.max(found.end(), groups.furthest());
    if (end > found.end()) {
      log.atWarn()
          .addKeyValue("lane", lane.key())
          .addKeyValue("records", end - found.end())
          .log("the newest records, which a group has read, are gone; their positions stay empty");
      out.begin(end);
    }
    long lastAt = lastAt(found);
    var told = new ClockFile(disk, folder.resolve("clock"), place.time().boot());
    clock = new LaneClock(place.time(), told, lastAt);
    var durable = new Durable(end, out.active().segment(), out.good(), lastAt);
    state = new LaneLog(clock, told, meters, durable);
    retention = new Retention(segments, this::needed, place.settings().kept(lane), state::now);
    long reserve = lane == Lane.TELEMETRY ? place.settings().reserved(disk.total(folder)) : 0;
    var room = new Room(disk, folder, place.time().ticks(), reserve);
    writer =
        new LaneWriter(
            lane,
            state,
            out,
            retention,
            room,
            precedence,
            meters,
            place.time().ticks(),
            this::tellHolding);
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

  LaneWriter writer() {
    return writer;
  }

  Damage damage() {
    return damage;
  }

  SparseIndex index(Segment segment) throws IOException {
    SegmentWriter.Active active = out.active();
    return segment.equals(active.segment()) ? active.index() : segments.index(segment);
  }

  /** The index does not say what the file holds. */
  void distrust(Segment segment) throws IOException {
    if (!segment.equals(out.active().segment())) {
      segments.rebuild(segment);
    }
  }

  LocalReader reader(String group) throws IOException {
    if (!GroupPositions.isName(group)) {
      throw new IllegalArgumentException("not a group's name: " + group);
    }
    if (groups.of(group).isEmpty()) {
      groups.commit(group, segments.oldest().first());
      groupCame.accept(group);
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

  /** Told each group that is there, and later each that comes. */
  void onGroup(Consumer<String> ear) {
    groupCame = ear;
    groups.all().keySet().forEach(ear);
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
    require(group);
    long to = Math.clamp(position, segments.oldest().first(), state.durable().end());
    LocalReader open = readers.get(group);
    if (open == null) {
      groups.commit(group, to);
    } else {
      open.move(to);
    }
    return to;
  }

  /** As {@link Bus#drop}. */
  void drop(String group) throws IOException {
    require(group);
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
        bytes(),
        segments.all().size(),
        damage.records(),
        state.ahead(),
        groupStatus(durable.end()));
  }

  /** How many records the group that is furthest behind has yet to do with. */
  long lag() {
    long end = state.durable().end();
    return Math.max(0, groups.all().values().stream().mapToLong(at -> end - at).max().orElse(0));
  }

  /** How many records the group has yet to do with. */
  long lag(String group) {
    return Math.max(0, state.durable().end() - groups.of(group).orElse(state.durable().end()));
  }

  /** What all its files take on disk. */
  long bytes() {
    Durable durable = state.durable();
    long sum = durable.bytes();
    for (Segment segment : segments.all()) {
      sum += segment.equals(durable.active()) ? 0 : segments.size(segment);
    }
    return sum;
  }

  @Override
  public void close() throws IOException {
    state.close();
    writer.close();
    clock.close();
  }

  private Recovery recover() throws IOException {
    Segment newest = segments.newest();
    Recovery found = Recovery.of(segments, newest);
    if (found.torn() > 0) {
      found.keepAside(segments, newest);
      log.atWarn()
          .addKeyValue("lane", lane.key())
          .addKeyValue("file", newest.file())
          .addKeyValue("bytes", found.torn())
          .log("cut off what a crash left half written; nothing of it had been acknowledged");
    }
    return found;
  }

  private List<GroupStatus> groupStatus(long end) {
    return new TreeMap<>(groups.all())
        .entrySet().stream().map(group -> status(group.getKey(), group.getValue(), end)).toList();
  }

  private GroupStatus status(String group, long at, long end) {
    return new GroupStatus(
        group, at, Math.max(0, end - at), readers.containsKey(group), at < retention.heldBefore());
  }

  /** Says once, and again when it changes, which groups keep files that are due to be deleted. */
  private void tellHolding() {
    List<String> now =
        groupStatus(0).stream().filter(GroupStatus::holding).map(GroupStatus::name).toList();
    if (!now.equals(holding) && !now.isEmpty()) {
      log.atWarn()
          .addKeyValue("lane", lane.key())
          .addKeyValue("groups", String.join(",", now))
          .log(
              "files that are due to be deleted stay, since these groups have not read them; a group that nobody uses can be dropped with: fengsui bus drop-group");
    }
    holding = now;
  }

  private void require(String group) {
    if (groups.of(group).isEmpty()) {
      throw new IllegalArgumentException("lane %s has no group %s".formatted(lane.key(), group));
    }
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
    Segment newest = segments.newest();
    long at = found.lastAt();
    for (Segment look = segments.before(newest);
        at == 0 && look != null;
        look = segments.before(look)) {
      at = Recovery.of(segments, look).lastAt();
    }
    return at;
  }
}
