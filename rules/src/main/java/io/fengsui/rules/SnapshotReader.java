package io.fengsui.rules;

import io.fengsui.rules.definition.Measure;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.definition.Selection;
import io.fengsui.rules.evaluation.BoundMember;
import io.fengsui.rules.evaluation.BoundRule;
import io.fengsui.rules.evaluation.Plan;
import io.fengsui.rules.evaluation.Share;
import io.fengsui.rules.evaluation.TrackerKey;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Fills an engine from what {@link SnapshotWriter} wrote, for the rules as they are now. */
final class SnapshotReader {

  private static final int MAX_SUBJECTS = 100_000_000;
  static final int MAX_CELLS = 1000;

  private final DataInput in;
  private final RuleEngine engine;
  private final List<Rule> rules = new ArrayList<>();
  private final List<OldPlan> plans = new ArrayList<>();
  private final List<Integer> shares = new ArrayList<>();

  /** By old order: the place of the rule that goes on now, or -1. */
  private int[] places = {};

  /** By new order: whether the rule went on. */
  private final boolean[] goesOn;

  /** What a plan kept. */
  record OldPlan(
      Scope scope, List<String> metrics, List<TrackerKey> trackers, List<Integer> sizes) {}

  SnapshotReader(DataInput in, RuleEngine engine) {
    this.in = in;
    this.engine = engine;
    this.goesOn = new boolean[engine.plans().rules().size()];
  }

  RuleEngine read(Consumer<Change> out) throws IOException {
    try {
      readAll(out);
    } catch (IllegalArgumentException e) {
      throw new IOException("the rule snapshot is damaged: " + e.getMessage(), e);
    }
    return engine;
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
    engine.roster().gaps().set(in.readLong(), in.readLong(), in.readLong());
    engine.setTime(time, in.readLong());
    for (int left = Codec.count(in); left > 0; left--) {
      rules.add(RuleCodec.read(in));
    }
    findPlaces();
    for (int left = Codec.count(in); left > 0; left--) {
      plans.add(readPlan());
    }
    int subjects = in.readInt();
    if (subjects < 0 || subjects > MAX_SUBJECTS) {
      throw new IOException("the rule snapshot is damaged: " + subjects + " subjects");
    }
    var reader = new SubjectReader(in, engine, this, out);
    for (int left = subjects; left > 0; left--) {
      reader.read();
    }
    tryNew(out);
  }

  OldPlan plan(int number) throws IOException {
    return plans.get(index(number, plans.size()));
  }

  /** A rule as it was. */
  Rule rule(int order) throws IOException {
    return rules.get(index(order, rules.size()));
  }

  /** The place among all rules that a rule which goes on has now; -1 if it does not. */
  int place(int order) throws IOException {
    return places[index(order, places.length)];
  }

  /** The rank that a share has now; -1 if no rule compares it any more. */
  int share(int rank) throws IOException {
    return shares.get(index(rank - rules.size(), shares.size()));
  }

  private static int index(int number, int size) throws IOException {
    if (number < 0 || number >= size) {
      throw new IOException("the rule snapshot is damaged: number " + number + " of " + size);
    }
    return number;
  }

  private void findPlaces() {
    List<Rule> now = engine.plans().rules();
    Map<String, Integer> placeById = new HashMap<>();
    for (int i = 0; i < now.size(); i++) {
      placeById.put(now.get(i).id(), i);
    }
    places = new int[rules.size()];
    for (int old = 0; old < places.length; old++) {
      int place = placeById.getOrDefault(rules.get(old).id(), -1);
      boolean same = place >= 0 && now.get(place).behavesLike(rules.get(old));
      places[old] = same ? place : -1;
      if (same) {
        goesOn[place] = true;
      }
    }
  }

  private OldPlan readPlan() throws IOException {
    Scope scope = readScope(in);
    var metrics = new ArrayList<String>();
    for (int left = Codec.count(in); left > 0; left--) {
      if (in.readBoolean()) {
        shares.add(readShare(scope));
      } else {
        metrics.add(in.readUTF());
      }
    }
    var trackers = new ArrayList<TrackerKey>();
    var sizes = new ArrayList<Integer>();
    for (int left = Codec.count(in); left > 0; left--) {
      trackers.add(TrackerCodec.read(in));
      int size = in.readInt();
      if (size < 0 || size > MAX_CELLS) {
        throw new IOException("the rule snapshot is damaged: " + size + " cells");
      }
      sizes.add(size);
    }
    return new OldPlan(scope, metrics, trackers, sizes);
  }

  /** The rank that an old share has now; -1 if no rule compares it any more. */
  private int readShare(Scope scope) throws IOException {
    Selection of = RuleCodec.readSelection(in);
    if (!(MeasureCodec.read(in, ConditionCodec.MAX_DEPTH) instanceof Measure.Members members)) {
      throw new IOException("the rule snapshot is damaged: a place has a share of no devices");
    }
    var share = new Share(of, members);
    return engine.plans().parts().stream()
        .filter(part -> part.scope() == scope && part.share().equals(share))
        .findFirst()
        .map(Plan.Part::rank)
        .orElse(-1);
  }

  static Scope readScope(DataInput in) throws IOException {
    String scope = in.readUTF();
    try {
      return Scope.valueOf(scope);
    } catch (IllegalArgumentException e) {
      throw new IOException("the rule snapshot is damaged: scope " + scope, e);
    }
  }

  /** Tries rules that are new or changed, devices before places, each in the order of names. */
  private void tryNew(Consumer<Change> out) {
    long time = engine.nanos();
    if (time == Long.MIN_VALUE) {
      return; // nothing is known yet
    }
    var devices = new ArrayList<>(engine.roster().all());
    devices.sort(Comparator.comparing(Device::id));
    for (Device device : devices) {
      tryNew(device, time, out);
      for (BoundMember member : device.plan().members()) {
        if (!shares.contains(member.rank())) {
          engine.places().judge(device, member, time, false);
        }
      }
    }
    engine.places().restored(place -> tryNew(place, time, out), time, out);
  }

  private void tryNew(Watched watched, long time, Consumer<Change> out) {
    for (BoundRule rule : watched.plan().rules()) {
      if (!goesOn[rule.rank()]) {
        engine.mover().move(watched, rule, time, out);
      }
    }
  }
}
