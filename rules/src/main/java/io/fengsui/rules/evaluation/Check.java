package io.fengsui.rules.evaluation;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Measure;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A condition bound to the slots of {@link Latest}.
 *
 * <p>{@code holding} says that the alarm is pending or up, so that the clear level counts. What
 * holds without it holds with it too; therefore a move never undoes itself at the same instant.
 */
public sealed interface Check {

  /** Whether the condition holds at {@code now}. */
  Verdict verdict(Latest latest, boolean holding, long now);

  /**
   * When time alone next turns the verdict of a part, later than {@code after}; {@link Nanos#NEVER}
   * if never.
   */
  default long turnsAt(Latest latest, boolean holding, long after) {
    return Nanos.NEVER;
  }

  /** Whether the subject has ever reported something that this looks at. */
  boolean reported(Latest latest);

  /** Binds a condition; {@code slots} gives each metric its slot. */
  static Check of(Condition condition, ToIntFunction<String> slots) {
    return switch (condition) {
      case Condition.Above(Measure.Reading(String metric), double level, double clear) ->
          new Above(slots.applyAsInt(metric), level, clear);
      case Condition.Below(Measure.Reading(String metric), double level, double clear) ->
          new Below(slots.applyAsInt(metric), level, clear);
      case Condition.Is(String metric, Boolean flag) -> new FlagIs(slots.applyAsInt(metric), flag);
      case Condition.Is(String metric, Object text) ->
          new TextIs(slots.applyAsInt(metric), text.toString());
      case Condition.All all -> new All(of(all.parts(), slots));
      case Condition.Any any -> new Any(of(any.parts(), slots));
      case Condition.Not not -> new Not(of(not.part(), slots));
      case Condition.Absent absent -> new Silent(absent.limit().map(Nanos::of).orElse(0L));
      default -> throw new IllegalArgumentException("cannot be evaluated: " + condition);
    };
  }

  private static List<Check> of(List<Condition> parts, ToIntFunction<String> slots) {
    return parts.stream().map(part -> of(part, slots)).toList();
  }

  /** At or above. */
  record Above(int slot, double level, double clear) implements Check {
    @Override
    public boolean reported(Latest latest) {
      return latest.reported(slot);
    }

    @Override
    public Verdict verdict(Latest latest, boolean holding, long now) {
      return latest.isNumber(slot)
          ? Verdict.of(latest.number(slot) >= (holding ? clear : level))
          : Verdict.UNKNOWN;
    }
  }

  /** Below. */
  record Below(int slot, double level, double clear) implements Check {
    @Override
    public boolean reported(Latest latest) {
      return latest.reported(slot);
    }

    @Override
    public Verdict verdict(Latest latest, boolean holding, long now) {
      return latest.isNumber(slot)
          ? Verdict.of(latest.number(slot) < (holding ? clear : level))
          : Verdict.UNKNOWN;
    }
  }

  /** A flag that is set or not. */
  record FlagIs(int slot, boolean wanted) implements Check {
    @Override
    public boolean reported(Latest latest) {
      return latest.reported(slot);
    }

    @Override
    public Verdict verdict(Latest latest, boolean holding, long now) {
      return latest.isFlag(slot) ? Verdict.of(latest.flag(slot) == wanted) : Verdict.UNKNOWN;
    }
  }

  /** A text that equals. */
  record TextIs(int slot, String wanted) implements Check {
    @Override
    public boolean reported(Latest latest) {
      return latest.reported(slot);
    }

    @Override
    public Verdict verdict(Latest latest, boolean holding, long now) {
      String text = latest.text(slot);
      return text == null ? Verdict.UNKNOWN : Verdict.of(text.equals(wanted));
    }
  }

  /** FALSE wins, then UNKNOWN. */
  record All(List<Check> parts) implements Check {
    @Override
    public boolean reported(Latest latest) {
      return anyReported(parts, latest);
    }

    @Override
    public Verdict verdict(Latest latest, boolean holding, long now) {
      Verdict verdict = Verdict.TRUE;
      for (int i = 0; i < parts.size() && verdict != Verdict.FALSE; i++) {
        Verdict part = parts.get(i).verdict(latest, holding, now);
        verdict = part == Verdict.TRUE ? verdict : part;
      }
      return verdict;
    }

    @Override
    public long turnsAt(Latest latest, boolean holding, long after) {
      return first(parts, latest, holding, after);
    }
  }

  /**
   * TRUE wins, then UNKNOWN. A part that the subject has never reported does not count beside one
   * that it has: otherwise an alarm raised by what a device has could never clear for what it
   * lacks.
   */
  record Any(List<Check> parts) implements Check {
    @Override
    public boolean reported(Latest latest) {
      return anyReported(parts, latest);
    }

    @Override
    public Verdict verdict(Latest latest, boolean holding, long now) {
      Verdict verdict = anyReported(parts, latest) ? Verdict.FALSE : Verdict.UNKNOWN;
      for (int i = 0; i < parts.size() && verdict != Verdict.TRUE; i++) {
        if (parts.get(i).reported(latest)) {
          Verdict part = parts.get(i).verdict(latest, holding, now);
          verdict = part == Verdict.FALSE ? verdict : part;
        }
      }
      return verdict;
    }

    @Override
    public long turnsAt(Latest latest, boolean holding, long after) {
      return first(parts, latest, holding, after);
    }
  }

  /** The other way round; its part is over when the whole begins. */
  record Not(Check part) implements Check {
    @Override
    public boolean reported(Latest latest) {
      return part.reported(latest);
    }

    @Override
    public Verdict verdict(Latest latest, boolean holding, long now) {
      return part.verdict(latest, !holding, now).negated();
    }

    @Override
    public long turnsAt(Latest latest, boolean holding, long after) {
      return part.turnsAt(latest, !holding, after);
    }
  }

  /** Silent for {@code limit} nanoseconds; 0 for the subject's own limit. */
  record Silent(long limit) implements Check {
    @Override
    public boolean reported(Latest latest) {
      return true;
    }

    @Override
    public Verdict verdict(Latest latest, boolean holding, long now) {
      return Verdict.of(now >= latest.silentAt(limit, holding));
    }

    @Override
    public long turnsAt(Latest latest, boolean holding, long after) {
      long at = latest.silentAt(limit, holding);
      return at > after ? at : Nanos.NEVER;
    }
  }

  private static boolean anyReported(List<Check> parts, Latest latest) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).reported(latest)) {
        return true;
      }
    }
    return false;
  }

  private static long first(List<Check> parts, Latest latest, boolean holding, long after) {
    long first = Nanos.NEVER;
    for (int i = 0; i < parts.size(); i++) {
      first = Math.min(first, parts.get(i).turnsAt(latest, holding, after));
    }
    return first;
  }
}
