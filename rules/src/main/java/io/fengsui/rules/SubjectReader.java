package io.fengsui.rules;

import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.evaluation.BoundMember;
import io.fengsui.rules.evaluation.BoundRule;
import io.fengsui.rules.evaluation.SlotPlan;
import io.fengsui.rules.evaluation.Tracker;
import io.fengsui.rules.state.AlarmState;
import io.fengsui.rules.state.AlarmState.Fading;
import io.fengsui.rules.state.AlarmState.Firing;
import io.fengsui.rules.state.AlarmState.Up;
import io.fengsui.rules.state.Since;
import java.io.DataInput;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the subjects of a snapshot. */
final class SubjectReader {

  private static final int MAX_LEVELS = 16;

  private final DataInput in;
  private final RuleEngine engine;
  private final SnapshotReader snapshot;
  private final Consumer<Change> out;

  SubjectReader(DataInput in, RuleEngine engine, SnapshotReader snapshot, Consumer<Change> out) {
    this.in = in;
    this.engine = engine;
    this.snapshot = snapshot;
    this.out = out;
  }

  /** Reads the next subject. */
  void read() throws IOException {
    byte kind = in.readByte();
    switch (kind) {
      case SnapshotWriter.DEVICE -> readDevice();
      case SnapshotWriter.PLACE -> readPlace();
      default -> throw new IOException("the rule snapshot has a subject of kind " + kind);
    }
  }

  private void readDevice() throws IOException {
    Subject subject = SubjectCodec.read(in);
    SnapshotReader.OldPlan old = snapshot.plan(in.readInt());
    Device device =
        new Device(subject, engine.plans().device(subject), in.readLong(), engine.roster().gaps());
    device.notBefore = in.readLong();
    boolean look = in.readBoolean();
    device.hear(in.readBoolean(), in.readLong(), in.readLong());
    engine.places().enter(device, engine.nanos());
    for (String metric : old.metrics()) {
      readValue(device, device.plan().metric(metric));
    }
    readTrackers(device, old);
    readStandings(device, device.id());
    engine.intake().keep(device, engine.nanos());
    if (look) {
      engine.intake().lookAt(device, engine.nanos());
    }
  }

  private void readPlace() throws IOException {
    String name = in.readUTF();
    Scope scope = SnapshotReader.readScope(in);
    SnapshotReader.OldPlan old = snapshot.plan(in.readInt());
    long since = in.readLong();
    Place place =
        engine.plans().places().containsKey(scope)
            ? engine.places().place(name, scope, since, engine.nanos())
            : null;
    long notBefore = in.readLong();
    in.readBoolean(); // places are looked at in any case
    if (place != null) {
      place.since(since);
      place.notBefore = notBefore;
    }
    readTrackers(place, old);
    readStandings(place, name);
    if (place != null) {
      engine.places().lookAt(place, engine.nanos());
    }
  }

  private void readValue(Device device, @Nullable SlotPlan slot) throws IOException {
    byte kind = in.readByte();
    @Nullable Object value =
        switch (kind) {
          case SnapshotWriter.NEVER, SnapshotWriter.UNUSABLE -> null;
          case SnapshotWriter.NUMBER -> Double.longBitsToDouble(in.readLong());
          case SnapshotWriter.OFF -> false;
          case SnapshotWriter.ON -> true;
          case SnapshotWriter.TEXT -> in.readUTF();
          case SnapshotWriter.POSITION -> new Position(in.readDouble(), in.readDouble());
          default -> throw new IOException("the rule snapshot has a value of kind " + kind);
        };
    if (kind != SnapshotWriter.NEVER) {
      long at = in.readLong();
      if (slot != null) {
        device.put(slot.slot(), value, at);
      }
    }
  }

  private void readTrackers(@Nullable Watched watched, SnapshotReader.OldPlan old)
      throws IOException {
    for (int i = 0; i < old.trackers().size(); i++) {
      if (in.readBoolean()) {
        long[] cells = readCells(old.sizes().get(i));
        long[] side = readCells(Codec.count(in));
        Tracker now = watched == null ? null : watched.plan().tracker(old.trackers().get(i));
        if (watched != null && now != null && now.size() == cells.length) {
          System.arraycopy(cells, 0, watched.cells(), now.offset(), cells.length);
          if (side.length > 0) {
            watched.side(now.number(), side);
          }
        }
      }
    }
  }

  private long[] readCells(int size) throws IOException {
    if (size > SnapshotReader.MAX_CELLS) {
      throw new IOException("the rule snapshot is damaged: " + size + " cells");
    }
    var cells = new long[size];
    for (int cell = 0; cell < size; cell++) {
      cells[cell] = in.readLong();
    }
    return cells;
  }

  private void readStandings(@Nullable Watched watched, String subject) throws IOException {
    for (byte kind = in.readByte(); kind != SnapshotWriter.END; kind = in.readByte()) {
      int rank = in.readInt();
      if (kind == SnapshotWriter.COUNTING) {
        readPart(watched, snapshot.share(rank));
      } else {
        AlarmState state = readState(kind);
        int place = snapshot.place(rank);
        BoundRule rule = watched == null || place < 0 ? null : watched.plan().rule(place);
        if (watched != null && rule != null) {
          engine.mover().carry(watched, rule, state, engine.nanos());
        } else if (state instanceof Up up) {
          clearOrphan(watched, subject, rank, up);
        }
      }
    }
  }

  private void clearOrphan(@Nullable Watched watched, String subject, int rank, Up up)
      throws IOException {
    long now = engine.nanos();
    if (watched != null) {
      now = Math.max(now, watched.notBefore);
      watched.notBefore = now + 1;
    }
    Mover.clearOrphan(subject, snapshot.rule(rank), up, now, out);
  }

  private void readPart(@Nullable Watched watched, int rank) throws IOException {
    boolean holds = in.readBoolean();
    long until = in.readLong();
    if (watched instanceof Device device) {
      List<BoundMember> members = device.plan().members();
      for (BoundMember member : members) {
        if (member.rank() == rank) {
          engine.places().carry(device, member, holds, until, engine.nanos());
        }
      }
    }
  }

  private AlarmState readState(byte kind) throws IOException {
    return switch (kind) {
      case SnapshotWriter.PENDING -> new AlarmState.Pending(readSince());
      case SnapshotWriter.FIRING ->
          new Firing(in.readLong(), readLevel(), in.readBoolean(), readSince());
      case SnapshotWriter.FADING ->
          new Fading(in.readLong(), readLevel(), in.readBoolean(), in.readLong());
      default -> throw new IOException("the rule snapshot has an alarm state of kind " + kind);
    };
  }

  private int readLevel() throws IOException {
    int level = in.readByte();
    if (level < 0 || level >= MAX_LEVELS) {
      throw new IOException("the rule snapshot is damaged: level " + level);
    }
    return level;
  }

  private Since readSince() throws IOException {
    int levels = in.readInt();
    if (levels >>> MAX_LEVELS != 0) {
      throw new IOException("the rule snapshot is damaged: levels " + levels);
    }
    Since since = Since.NONE;
    for (int level = 0; levels >> level != 0; level++) {
      if ((levels >> level & 1) != 0) {
        since = since.with(level, in.readLong());
      }
    }
    return since;
  }
}
