package io.fengsui.rules;

import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.evaluation.BoundRule;
import io.fengsui.rules.evaluation.Latest;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.evaluation.TypePlan;
import io.fengsui.rules.state.AlarmState;
import java.io.DataInput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fills an engine from what {@link SnapshotWriter} wrote, for the rules as they are now. */
final class SnapshotReader {

  private static final int MAX_RULES = 100_000;
  private static final int MAX_SUBJECTS = 100_000_000;

  private final DataInput in;
  private final RuleEngine engine;
  private final List<Rule> oldRules = new ArrayList<>();
  private final List<Type> types = new ArrayList<>();

  /** By old order: the place of the rule that goes on now, or -1. */
  private int[] places = {};

  /** By new order: whether the rule went on. */
  private final boolean[] goesOn;

  private record Type(String name, List<String> metrics) {}

  SnapshotReader(DataInput in, RuleEngine engine) {
    this.in = in;
    this.engine = engine;
    this.goesOn = new boolean[engine.roster().rules().size()];
  }

  void read(Consumer<Change> out) throws IOException {
    try {
      readAll(out);
    } catch (IllegalArgumentException e) {
      throw new IOException("the rule snapshot is damaged: " + e.getMessage(), e);
    }
  }

  private void readAll(Consumer<Change> out) throws IOException {
    if (in.readInt() != SnapshotWriter.MAGIC) {
      throw new IOException("this is no rule snapshot");
    }
    int version = in.readInt();
    if (version != SnapshotWriter.VERSION) {
      throw new IOException(
          "the rule snapshot has version " + version + ", not " + SnapshotWriter.VERSION);
    }
    long time = in.readLong();
    engine.roster().gaps().set(in.readLong(), in.readLong());
    engine.setTime(time, in.readLong());
    for (int left = count(MAX_RULES); left > 0; left--) {
      oldRules.add(RuleCodec.read(in));
    }
    findPlaces();
    for (int left = count(MAX_RULES); left > 0; left--) {
      readType();
    }
    for (int left = count(MAX_SUBJECTS); left > 0; left--) {
      readSubject(time, out);
    }
  }

  private void findPlaces() {
    Map<String, Integer> placeById = new HashMap<>();
    for (int place = 0; place < engine.roster().rules().size(); place++) {
      placeById.put(engine.roster().rules().get(place).id(), place);
    }
    places = new int[oldRules.size()];
    for (int old = 0; old < places.length; old++) {
      int place = placeById.getOrDefault(oldRules.get(old).id(), -1);
      boolean same =
          place >= 0 && engine.roster().rules().get(place).behavesLike(oldRules.get(old));
      places[old] = same ? place : -1;
      if (same) {
        goesOn[place] = true;
      }
    }
  }

  private void readType() throws IOException {
    String name = in.readUTF();
    var metrics = new ArrayList<String>();
    for (int left = count(MAX_RULES); left > 0; left--) {
      metrics.add(in.readUTF());
    }
    types.add(new Type(name, metrics));
  }

  private void readSubject(long time, Consumer<Change> out) throws IOException {
    Type type = types.get(index(types.size()));
    var subject = SubjectCodec.read(type.name(), in);
    TypePlan plan = engine.roster().plan(type.name());
    boolean heard = in.readBoolean();
    long heardAt = in.readLong();
    long silentAfter = Nanos.of(subject.silentAfter());
    var latest = new Latest(plan.metrics().size(), heardAt, silentAfter, engine.roster().gaps());
    latest.hear(heard, heardAt, in.readLong());
    var watched = new Watched(subject, plan, latest);
    watched.notBefore = in.readLong();
    for (String metric : type.metrics()) {
      readValue(latest, plan.metrics().indexOf(metric));
    }
    for (int left = count(oldRules.size()); left > 0; left--) {
      readAlarm(watched, time, out);
    }
    engine.keep(watched);
    for (BoundRule rule : plan.rules()) {
      if (!goesOn[rule.order()]) {
        engine.mover().move(watched, rule, time, out);
      }
    }
  }

  private void readValue(Latest latest, int slot) throws IOException {
    byte kind = in.readByte();
    @Nullable Object value =
        switch (kind) {
          case SnapshotWriter.NEVER, SnapshotWriter.UNUSABLE -> null;
          case SnapshotWriter.NUMBER -> in.readDouble();
          case SnapshotWriter.FLAG -> in.readBoolean();
          case SnapshotWriter.TEXT -> in.readUTF();
          default -> throw new IOException("the rule snapshot has a value of kind " + kind);
        };
    long at = value == null ? Long.MIN_VALUE : in.readLong();
    if (slot >= 0 && kind != SnapshotWriter.NEVER) {
      latest.put(slot, value, at);
    }
  }

  private void readAlarm(Watched watched, long time, Consumer<Change> out) throws IOException {
    int old = index(oldRules.size());
    AlarmState state = readState();
    BoundRule rule = places[old] < 0 ? null : watched.plan.rule(places[old]);
    if (rule != null) {
      engine.mover().carry(watched, rule, state, time);
    } else if (Mover.isUp(state)) {
      Mover.clearOrphan(watched, oldRules.get(old), state, time, out);
    }
  }

  private AlarmState readState() throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case SnapshotWriter.PENDING -> new AlarmState.Pending(readInstant());
      case SnapshotWriter.FIRING -> new AlarmState.Firing(readInstant());
      case SnapshotWriter.FADING -> new AlarmState.Fading(readInstant(), readInstant());
      default -> throw new IOException("the rule snapshot has an alarm state of kind " + kind);
    };
  }

  private Instant readInstant() throws IOException {
    return Nanos.instant(in.readLong());
  }

  private int count(int max) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > max) {
      throw new IOException("the rule snapshot is damaged: a count of " + count);
    }
    return count;
  }

  private int index(int size) throws IOException {
    int index = in.readInt();
    if (index < 0 || index >= size) {
      throw new IOException("the rule snapshot is damaged: number " + index + " of " + size);
    }
    return index;
  }
}
