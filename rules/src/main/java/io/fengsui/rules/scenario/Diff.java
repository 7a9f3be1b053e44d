package io.fengsui.rules.scenario;

import io.fengsui.rules.scenario.Expected.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a scenario expected beside what happened.
 *
 * @param rows in the order of time
 */
public record Diff(List<Row> rows) {

  /** How many columns a line may take. */
  public static final int COLUMNS = 80;

  /** Whether a change was expected, has happened, or both. */
  public enum Mark {
    BOTH(' '),
    EXPECTED('-'),
    HAPPENED('+');

    private final char sign;

    Mark(char sign) {
      this.sign = sign;
    }
  }

  /**
   * A change.
   *
   * @param at where in time it stands: for a broken {@link Kind#NEVER}, when that was broken
   */
  public record Row(Mark mark, Duration at, Expected change) {

    /**
     * As a file would say it, with what begins a line of a diff before it and where it is expected
     * behind it.
     *
     * @param file name of the scenario's file
     */
    public List<String> lines(String file) {
      List<String> lines = new ArrayList<>();
      String first = "  " + mark.sign + " ";
      String rest = change.toString();
      while (first.length() + rest.length() > COLUMNS) {
        int end = rest.lastIndexOf(", ", COLUMNS - first.length() - 1) + 1;
        end = end > 0 ? end : Math.min(rest.length(), COLUMNS - first.length());
        lines.add(first + rest.substring(0, end));
        first = "      ";
        rest = rest.substring(end).strip();
      }
      lines.add(first + rest);
      if (mark == Mark.EXPECTED) {
        String where = file + ":" + change.line();
        int gap = COLUMNS - lines.getLast().length() - where.length();
        lines.add(gap >= 2 ? lines.removeLast() + " ".repeat(gap) + where : "      " + where);
      }
      return lines;
    }
  }

  public Diff {
    rows = List.copyOf(rows);
  }

  /** Puts both side by side. */
  static Diff of(List<Expected> expected, List<Expected> happened) {
    var rows = new ArrayList<Row>();
    var left = new ArrayList<>(happened);
    for (Expected each : expected) {
      if (each.kind() == Kind.NEVER) {
        happened.stream()
            .filter(each::isBrokenBy)
            .findFirst()
            .ifPresent(culprit -> rows.add(new Row(Mark.EXPECTED, culprit.at(), each)));
      } else {
        Optional<Expected> met = left.stream().filter(each::isMetBy).findFirst();
        met.ifPresent(left::remove);
        rows.add(new Row(met.isPresent() ? Mark.BOTH : Mark.EXPECTED, each.at(), each));
      }
    }
    left.forEach(surprise -> rows.add(new Row(Mark.HAPPENED, surprise.at(), surprise)));
    rows.sort(Comparator.comparing(Row::at));
    return new Diff(rows);
  }

  /** Whether all happened that was expected, and nothing else. */
  public boolean isEmpty() {
    return rows.stream().allMatch(row -> row.mark() == Mark.BOTH);
  }

  /** All rows as {@link Row#lines}. */
  public List<String> lines(String file) {
    return rows.stream().flatMap(row -> row.lines(file).stream()).toList();
  }
}
