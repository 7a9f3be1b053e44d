package io.fengsui.rules.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What compares one gauge with levels, sorted: a value meets only those whose level it has reached,
 * however many there are.
 */
final class LevelIndex {

  private final double[] aboveLevels;
  private final Bound[] above;
  private final double[] belowLevels;
  private final Bound[] below;

  private LevelIndex(List<Entry> above, List<Entry> below) {
    aboveLevels = above.stream().mapToDouble(Entry::level).toArray();
    this.above = above.stream().map(Entry::bound).toArray(Bound[]::new);
    belowLevels = below.stream().mapToDouble(Entry::level).toArray();
    this.below = below.stream().map(Entry::bound).toArray(Bound[]::new);
  }

  /** Adds those for which the value has reached the level. */
  void collect(double value, Candidates<Bound> into) {
    for (int i = 0; i < aboveLevels.length && value >= aboveLevels[i]; i++) {
      into.add(above[i]);
    }
    for (int i = 0; i < belowLevels.length && value < belowLevels[i]; i++) {
      into.add(below[i]);
    }
  }

  private record Entry(double level, Bound bound) {}

  /** Gathers levels. */
  static final class Builder {

    private final List<Entry> above = new ArrayList<>();
    private final List<Entry> below = new ArrayList<>();

    void add(boolean isAbove, double level, Bound bound) {
      (isAbove ? above : below).add(new Entry(level, bound));
    }

    LevelIndex build() {
      above.sort(Comparator.comparingDouble(Entry::level));
      below.sort(Comparator.comparingDouble(Entry::level).reversed());
      return new LevelIndex(above, below);
    }
  }
}
