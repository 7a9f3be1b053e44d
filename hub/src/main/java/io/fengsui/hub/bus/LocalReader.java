package io.fengsui.hub.bus;

import java.io.IOException;
import java.time.Duration;

/** Reads a lane for one group. */
final class LocalReader extends LocalView implements BusReader {

  private static final long NOWHERE = -1;

  private final LocalLane lane;
  private final String group;
  // Where another thread moved the group; this reader goes there with its next read.
  private long moved = NOWHERE;

  LocalReader(LocalLane lane, String group) {
    super(lane, lane.groups().of(group).orElseThrow());
    this.lane = lane;
    this.group = group;
  }

  String group() {
    return group;
  }

  @Override
  public Batch read(int max, Duration patience) throws InterruptedException, IOException {
    synchronized (this) {
      if (moved != NOWHERE) {
        seek(moved);
        moved = NOWHERE;
      }
    }
    return super.read(max, patience);
  }

  /** What the group has not read and is not there is told, and not passed over. */
  @Override
  long kept() {
    return Math.min(super.kept(), committed());
  }

  @Override
  public long committed() {
    return lane.groups().of(group).orElse(lane.segments().oldest().first());
  }

  @Override
  public synchronized void commit(long done) throws IOException {
    if (moved != NOWHERE) {
      return;
    }
    if (done < committed() || done > lane.state().durable().end()) {
      throw new IllegalArgumentException(
          "group %s cannot commit %d: it stands at %d, and the lane ends at %d"
              .formatted(group, done, committed(), lane.state().durable().end()));
    }
    if (done > committed()) {
      lane.groups().commit(group, done);
    }
  }

  /** Moves the group, and this reader with its next read. Any thread. */
  synchronized void move(long to) throws IOException {
    lane.groups().commit(group, to);
    moved = to;
  }

  @Override
  public void close() {
    super.close();
    lane.closed(this);
  }
}
