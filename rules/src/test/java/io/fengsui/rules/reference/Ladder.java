package io.fengsui.rules.reference;

import io.fengsui.rules.Change.Cleared.Reason;
import io.fengsui.rules.definition.Flapping;
import io.fengsui.rules.definition.Level;
import io.fengsui.rules.definition.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The alarm of one rule for one subject. Times in nanoseconds since 1970. */
final class Ladder {
  private static final int DOWN = -1;

  private final Rule rule;
  private final String subject;
  private final @Nullable Long[] pending;
  private final List<Long> raises = new ArrayList<>();
  private int step = DOWN;
  private long began;
  private @Nullable Long fadingSince;
  private long keepFor;

  Ladder(Rule rule, String subject) {
    this.rule = rule;
    this.subject = subject;
    pending = new @Nullable Long[rule.levels().size()];
  }

  boolean isUp() {
    return step != DOWN;
  }

  /** Whether it waits for nothing and remembers nothing of now. */
  boolean isQuiet() {
    return !isUp() && Arrays.stream(pending).allMatch(Objects::isNull);
  }

  /** When it moves if nothing changes. */
  List<Long> moments(Sight sight) {
    var moments = new ArrayList<Long>();
    for (int i = 0; i < pending.length; i++) {
      Long since = pending[i];
      if (since != null) {
        moments.add(since + sight.levels().get(i).holdFor().toNanos());
      }
    }
    if (fadingSince != null) {
      moments.add(Gap.end(fadingSince, keepFor, sight.gaps()));
    }
    return moments;
  }

  void look(Sight sight, long now, Consumer<Said> out) {
    List<Truth> truths = new ArrayList<>();
    for (int i = 0; i < pending.length; i++) {
      boolean holding = pending[i] != null || (fadingSince == null && i <= step);
      truths.add(sight.holds(sight.levels().get(i), holding, now));
    }
    int held = pend(truths, sight.levels(), now);
    if (!isUp()) {
      if (held > DOWN) {
        raise(held, sight, now, out);
      }
      return;
    }
    if (truths.contains(Truth.YES)) {
      fadingSince = null;
    } else if (!truths.contains(Truth.UNKNOWN)) {
      fadingSince = fadingSince == null ? Long.valueOf(now) : fadingSince;
      if (Gap.end(fadingSince, keepFor, sight.gaps()) <= now) {
        clear(Reason.OVER, now, out);
      }
    }
    if (held > step && isUp()) {
      climb(held);
      say(out, now, "escalated", rule.levels().get(step).severity().name());
    }
  }

  void clear(Reason reason, long now, Consumer<Said> out) {
    say(out, now, "cleared", reason.name());
    step = DOWN;
    fadingSince = null;
    Arrays.fill(pending, null);
  }

  /** Lets graver levels begin or end to pend; answers the gravest that has held long enough. */
  private int pend(List<Truth> truths, List<Level> levels, long now) {
    int held = DOWN;
    for (int i = step + 1; i < pending.length; i++) {
      Long since = pending[i];
      switch (truths.get(i)) {
        case YES -> {
          long from = since == null ? now : since;
          pending[i] = from;
          held = from + levels.get(i).holdFor().toNanos() <= now ? i : held;
        }
        case NO -> pending[i] = null;
        case UNKNOWN -> {}
      }
    }
    return held;
  }

  private void raise(int held, Sight sight, long now, Consumer<Said> out) {
    began = now;
    for (int i = 0; i <= held; i++) {
      Long since = pending[i];
      long holdFor = sight.levels().get(i).holdFor().toNanos();
      if (since != null
          && since + holdFor <= now
          && sight.holds(sight.levels().get(i), true, now) == Truth.YES) {
        began = Math.min(began, since);
      }
    }
    climb(held);
    raises.add(now);
    keepFor = rule.keepFor().toNanos();
    if (rule.flapping().isPresent()) {
      Flapping flapping = rule.flapping().get();
      long within = flapping.within().toNanos();
      if (raises.stream().filter(at -> at > now - within).count() >= flapping.times()) {
        keepFor = Math.max(keepFor, within);
      }
    }
    String severity = Said.raised(rule.levels().get(step).severity(), sight.secondary(now));
    say(out, now, "raised", severity);
  }

  private void climb(int to) {
    step = to;
    Arrays.fill(pending, 0, to + 1, null);
  }

  private void say(Consumer<Said> out, long now, String kind, String detail) {
    out.accept(new Said(now, subject, rule.id(), kind, began, detail));
  }
}
