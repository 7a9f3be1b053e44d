package io.fengsui.hub.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows under a headline, as narrow as their content. When they are wider than the screen, the
 * widest columns lose text; the first ones, which name and date the row, are never cut.
 */
final class Table {
  private static final String GAP = "  ";
  private static final int LEAST = 6;

  private final int whole;
  private final List<String> headline;
  private final List<List<Cell>> rows = new ArrayList<>();

  /** A text and how it looks. */
  record Cell(String text, Paint paint) {
    static Cell of(String text) {
      return new Cell(text, Paint.PLAIN);
    }
  }

  /** A table of which the first column is never cut. */
  Table(String... headline) {
    this(1, headline);
  }

  /**
   * @param whole how many of the first columns are never cut
   */
  Table(int whole, String... headline) {
    this.whole = whole;
    this.headline = List.of(headline);
  }

  Table row(Cell... cells) {
    if (cells.length != headline.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + headline);
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The lines of the table, none longer than {@code columns} unless its whole columns are. */
  List<String> lines(int columns, boolean colours) {
    int[] widths = widths(columns);
    List<String> lines = new ArrayList<>();
    lines.add(
        line(headline.stream().map(each -> new Cell(each, Paint.FAINT)).toList(), widths, colours));
    rows.forEach(row -> lines.add(line(row, widths, colours)));
    return lines;
  }

  private int[] widths(int columns) {
    int[] widths =
        IntStream.range(0, headline.size())
            .map(
                i ->
                    Math.max(
                        Width.of(headline.get(i)),
                        rows.stream().mapToInt(row -> Width.of(row.get(i).text())).max().orElse(0)))
            .toArray();
    int over = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - columns;
    while (over > 0) {
      int widest =
          IntStream.range(whole, widths.length)
              .reduce(0, (a, b) -> a < whole || widths[b] >= widths[a] ? b : a);
      if (widest < whole || widths[widest] <= LEAST) {
        break;
      }
      widths[widest]--;
      over--;
    }
    return widths;
  }

  private static String line(List<Cell> cells, int[] widths, boolean colours) {
    return IntStream.range(0, cells.size())
        .mapToObj(
            i -> {
              String text = Width.cut(cells.get(i).text(), widths[i]);
              String padded = i == cells.size() - 1 ? text : Width.pad(text, widths[i]);
              return colours ? cells.get(i).paint().on(padded) : padded;
            })
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }
}
